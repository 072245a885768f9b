"""What a run of the reductions costs on Spark, for docs/spark.md."""
