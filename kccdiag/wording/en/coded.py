"""English words of what was found in coded material and not imported."""

TEXTS = {
    "code": "passages with the code '{name}', which stands for no relation, barrier, giver or taker",
    "department": "passages with the code '{name}', which names no department that is known",
    "ambiguous": "passages with several relations, or several givers and takers: it can't be told what belongs"
    " together",
    "ends": "passages with a relation but no giver or no taker: codes such as 'source: A' and 'target: B' say who",
    "document": "passages from '{name}', which is no interview in participants.csv: nobody there said them",
    "unplaced": "passages whose words are in no turn of the transcript, or in several: kept without their place",
    "bare": "passages without a code",
    "nobody": "statements of which it can't be told who made them: they do not count",
    "disputed": "suggestions that two coders decided on differently: they do not count until they agree",
    "rejected": "suggestions that were rejected",
}
