"""English words for the checklist for the works council and the DPIA."""

TEXTS = {
    "title": "# For the works council and the DPIA: {name}",
    "intro": "Made by kccdiag from the settings and the data of this engagement; it names nobody. `[x]` was looked up"
    " in the engagement, `[ ]` is for you to decide or to find out. This is no legal advice: put it before the"
    " data protection officer and, for their consent, the works council.",
    "what": "What is processed",
    "what_log": "A log; events: {events}, departments: {departments}. What is read: {columns}.",
    "what_no_log": "There is no log of a system; this engagement rests on conversations.",
    "what_persons": "Employees: the log says who did what (different persons: {persons}). kccdiag uses this to count"
    " whether a group is large enough, and measures nobody's speed, number or quality.",
    "what_no_persons": "Employees: no column of persons is read. Whether groups are large enough then comes from"
    " `staff` in departments.csv, or can't be told.",
    "what_customers": "Customers: the log says whose signal it is (different customers: {customers}). This serves to"
    " count who gets in touch again.",
    "what_no_customers": "Customers: no column of customers is read.",
    "what_text": "Free text: what signals say is read to find ideas that recur. Names in it stay in the folder;"
    " results hold only words that many used.",
    "what_no_text": "No free text of signals is read.",
    "what_duration": "How long contacts take is read. Somebody's work can be measured by it; it is shown for the"
    " whole contact centre only.",
    "what_transcripts": "Conversations; transcripts: {transcripts}, participants: {people}.",
    "what_statements": "Confirmed statements: {statements}, with a released quote: {released}.",
    "what_survey": "A survey of who passes what to whom; people who answered: {survey}.",
    "what_needed": "Is all of this needed? What is not: take its column out of kccdiag.toml, and it is not read.",
    "why": "Why",
    "why_departments": "To see how questions, complaints and ideas of customers travel through the organisation:"
    " between departments, where they come to rest, and whether the customer hears back.",
    "why_nobody": "Not: to judge people. No table, figure or setting measures anybody's work.",
    "why_question": "Write down who asked the question, and what the answer will decide.",
    "basis": "On what legal basis (GDPR art. 6)",
    "basis_log": "Log: what is the organisation's basis? Mostly a legitimate interest (1 f), or for public bodies a"
    " task in the public interest (1 e); write down how it was weighed, and whether this use is compatible with"
    " the purpose for which the data were collected (art. 6(4)).",
    "basis_spoken": "Conversations and survey: what is the basis? Consent of employees is seldom freely given. The"
    " consent in participants.csv is another thing: whether somebody's words may be shown as one voice.",
    "basis_text": "May texts or conversations hold special categories of data, such as health (art. 9)? If so, which"
    " exception lets them be read?",
    "processor": "Is there a processing agreement between the organisation and whoever makes the diagnosis (art. 28),"
    " and does the record of processing name it (art. 30)?",
    "council": "Works council (Dutch Works Councils Act, WOR art. 27(1) k and l)",
    "council_k": "Under k: data are processed of people who work in the enterprise; a rule for that takes the"
    " council's consent.",
    "council_l_log": "Under l: a case or contact system as this log comes from is suited to observing conduct or"
    " performance, even where nobody means to. kccdiag makes no use of that; the log stays suited to it.",
    "council_l_none": "Under l: there is no log. Do consider whether conversations or the survey say anything of"
    " somebody's performance.",
    "council_consent": "Was consent asked and given, or is it written down why none is needed?",
    "council_told": "Have employees been told in advance what is done, and whom to ask for more (GDPR art. 13 and 14)?",
    "dpia": "Is a DPIA needed (GDPR art. 35)?",
    "dpia_monitoring": "Holds here: systematic monitoring; the log keeps who did what when.",
    "dpia_vulnerable": "Holds here: people in an unequal position; these are employees.",
    "dpia_scale": "A large scale? Customers in the log: {customers}.",
    "dpia_sensitive": "Sensitive data? Anything may stand in free text and conversations.",
    "dpia_combined": "Holds here: sources are combined; what people say stands beside what the log shows.",
    "dpia_decide": "Who meets two or more of the nine criteria of the European authorities (WP 248) as a rule makes a"
    " DPIA. Decide, and write down why.",
    "dpia_officer": "Has the data protection officer given advice (art. 35(2))?",
    "where": "Where it is kept",
    "where_folder": "The exports, transcripts and lists are in the folder of the engagement, as they were delivered;"
    " kccdiag sends nothing anywhere.",
    "where_cache": "What was read, and what was counted and drawn of it, is in `.kccdiag` in that folder, readable by"
    " its owner only: persons and customers as numbers, in the order of a pseudonym (HMAC-SHA-256) that can't be made"
    " without the key.",
    "where_key": "The key is outside the folder, in the user's own settings or where `KCCDIAG_KEY` points. Only who"
    " has both key and exports can lead a code back.",
    "where_private": "Files with people's own words (decisions, exchange with other tools, what was masked) are in"
    " `private`, with `confidential` in their names.",
    "where_results": "Results are where their maker has them written (`--out`).",
    "where_machine": "Is the disk encrypted, and who makes backups of it?",
    "how_long": "For how long",
    "how_long_cache": "Of what was read the four latest versions are kept, each with what was last counted of it;"
    " remove `.kccdiag` to take all of it away.",
    "how_long_folder": "Agree on a date at which the folder, exports and transcripts included, is deleted.",
    "how_long_results": "Agree on how long results are kept, and by whom.",
    "who": "Who sees what",
    "who_results": "Board and departments: slides, report, tables and figures; of departments, never of persons.",
    "who_explorer": "Managers: the explorer (`kccdiag explore`), only on the computer that runs it; sums by quarter,"
    " kind and channel.",
    "who_notebooks": "Whoever makes the diagnosis: the notebooks and everything in the folder.",
    "who_folder": "Write down who may use the folder, and who the key.",
    "groups": "How it is kept from showing who somebody is",
    "groups_log": "Of the log: departments of fewer than {size} persons are in no table, nor can they be had back"
    " from a total.",
    "groups_small": "Departments left out for that: {small_groups}.",
    "groups_unchecked_some": "Departments of which it can't be told whether they are large enough:"
    " {groups_unchecked}. Fill in `staff` in departments.csv.",
    "groups_voice": "What somebody said counts at a department only with their consent, or where {size} or more"
    " people without consent say the same; for the whole organisation from {size} people.",
    "groups_unwilling": "Participants who have not consented to being shown as one voice: {unwilling} of {people}. Is"
    " that what was agreed?",
    "groups_willing": "Every participant consented to being shown as one voice; participants: {people}.",
    "groups_board": "Conversations with the board: {board}. A board can't be hidden behind numbers: ask each member"
    " for consent, and say so.",
    "groups_masked": "Quotes go along only when released, else a paraphrase; in both, names of participants, e-mail"
    " addresses, bank accounts, numbers like a citizen service number, phone numbers, addresses and customer"
    " numbers are replaced.",
    "groups_other_names": "Names that are in no list are looked for too (`other_names`); that finds many, not all.",
    "groups_no_other_names": "Names of people who are no participants and do not speak themselves are not found. Put"
    " `other_names = true` under [interviews], or read every quote.",
    "groups_check": "Look through what was replaced and what was left: `kccdiag export` writes the list, and the"
    " transcripts as they read then, into `private`.",
    "leaves": "What leaves the folder",
    "leaves_results": "Results: without names, without codes of persons or customers, without paths.",
    "leaves_quotes": "Released quotes: {released}, masked.",
    "leaves_suggest": "`kccdiag suggest --out` writes people's own words, unmasked, where you say: keep that file in"
    " the folder.",
    "leaves_network": "Nothing goes over a network: no service, no telemetry, no fonts.",
    "leaves_named": "The name of the engagement or of a department holds (part of) a participant's name. Those names"
    " stand everywhere; give it another if that is not meant.",
    "rights": "People's rights",
    "rights_forget": "Who wants to take part no longer: `kccdiag forget` takes a participant out of everything in the"
    " folder, and says what can't be reached from there.",
    "rights_told": "Do participants know that they can ask for this, and until when?",
    "rights_log": "Access: with the key and the exports `kccdiag reidentify` says who a code is; without these two"
    " nobody can.",
    "rights_key": "Replace the key at the end (`kccdiag new-key`): then nothing can be led back any more.",
    "rights_contact": "Whom can employees and customers turn to, also to object (art. 21)?",
    "column_signal": "number of the signal",
    "column_time": "moment",
    "column_department": "department",
    "column_activity": "status",
    "column_kind": "kind",
    "column_person": "employee",
    "column_sequence": "order",
    "column_channel": "channel",
    "column_topic": "topic",
    "column_reason": "reason for contact",
    "column_customer": "customer",
    "column_text": "what it says",
    "column_duration_s": "length of the contact",
    "column_satisfaction": "satisfaction",
    "column_due": "due date",
}
