"""Frequent given names of the Netherlands and of English-speaking countries, in small letters."""

from __future__ import annotations

GIVEN = frozenset("""
jan johan johannes hans hendrik henk piet pieter peter kees cornelis wim willem gerard gerrit theo jos joop klaas dirk
jaap jacob jeroen martijn marcel mark marco erik eric rob robert ronald ruud rene richard frank frans bas bart bram
daan sem lucas luuk levi finn noah milan jesse thijs tim tom thomas stefan sander remco paul patrick michael michiel
maarten mohamed mohammed mohammad muhammad ahmed ali hassan omar youssef ibrahim mustafa mehmet emre yusuf anna anne
anja annie maria marie marieke marijke marja marjan margriet monique nicole petra patricia ria riet ineke ingrid irene
jacqueline johanna joke karin klara lisa lotte linda mariska mieke miriam nel noor olga roos rosa sanne sandra saskia
sophie emma julia tess zoe eva sara sarah fleur femke esther ellen els elly elisabeth diana danielle daphne corrie
carla bianca astrid fatima aisha samira khadija nadia leila yasmina zeynep james john william david joseph charles
christopher daniel matthew anthony donald steven andrew joshua kenneth kevin brian george timothy edward jason jeffrey
ryan gary nicholas jonathan stephen larry justin scott brandon benjamin samuel gregory alexander jack dennis jerry
tyler aaron henry adam nathan zachary oliver harry charlie oscar archie alfie mary jennifer elizabeth barbara susan
jessica karen nancy betty margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca
laura sharon cynthia kathleen amy angela shirley brenda pamela olivia isla amelia ava grace lily chloe hannah priya
anita sunita
""".split())
