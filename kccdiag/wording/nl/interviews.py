"""Dutch words for reading interviews, and for the state that they are in."""

TEXTS = {
    "speech": "gelezen als gesproken tekst, niet als spreker: '{which}'",
    "preamble": "regels vóór de eerste spreker",
    "broken_cue": "regel {which}: een fragment waarvan de tijden niet te lezen zijn",
    "no_times": "regel {which}: tekst zonder tijden",
    "characters": "onleesbare tekens",
    "not_named": "een transcript dat in participants.csv niet onder file staat, en niet is gelezen",
    "holds": "Wat er in de gesprekken staat",
    "empty": "nog niets: participants.csv zegt van wie de transcripten te lezen zijn",
    "attention": "Let op bij de gesprekken (vertrouwelijk: hier kunnen namen in staan)",
    "people": "gesprekken: {interviews}; respondenten: {respondents}, van {departments} afdelingen;"
    " transcripten: {transcripts}",
    "turns": "beurten: {turns}, waarvan {own} van respondenten",
    "statements": "uitspraken: {statements}; bevestigd: {confirmed}, nog te bevestigen: {open}; vrijgegeven"
    " citaten: {released}",
    "no_statements": "uitspraken: nog geen; kccdiag suggest stelt ze voor en een mens bevestigt",
    "survey": "enquête: {rows} antwoorden van {respondents} mensen, van wie {known} geïnterviewd",
    "no_consent": "respondenten die niet als één stem getoond mogen worden: {n}; wat zij zeggen telt mee"
    " waar {size} of meer mensen het zeggen",
    "unmapped": "sprekers die niet in participants.csv staan, vaak de interviewer: {labels}",
    "unmapped_remedy": "is een van hen een deelnemer, zet de naam zoals hij daar staat dan bij aliases",
    "label": "'{label}' (beurten: {turns}, gesprekken: {interviews})",
    "nobody": "beurten waarvan niets zegt wie er spreekt: {turns}, in {interviews}",
    "silent": "deelnemers onder wier naam of alias niemand spreekt in hun transcript: {names}",
    "silent_name": "'{name}' ({interview})",
    "init_found": "gevonden transcripten: {n}",
    "init_participants": "wie er geïnterviewd zijn; een transcript dat er niet in staat, wordt niet gelezen."
    " De kolommen:",
    "skipped": "{file}: {what}: {n}",
}
