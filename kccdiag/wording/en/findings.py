"""English sentences for findings: what is claimed, what it means, and what it does not."""

_HOLDS = "{department} holds {held} of all signal-days with {visits} of the visits"
_LONGER = (
    "A signal stays here {ratio} times as long as signals of the same kind stay elsewhere"
    " (95% interval {low} to {high}). That costs {excess} of all signal-days."
)
_ELAPSED = "These are elapsed days, not working hours; they say nothing of how hard people work."

TEXTS = {
    "trickle": "Only {share} of the signals at {centre} reach another department within {days} days",
    "trickle_means": "What customers say stays largely where it came in: {share} of {n} signals were passed on"
    " within {days} days.",
    "trickle_not": "It does not say that every signal should be passed on: many questions {centre} can settle itself.",
    "reservoir": _HOLDS,
    "reservoir_means": _LONGER,
    "reservoir_not": _ELAPSED,
    "reservoir_split": _HOLDS,
    "reservoir_split_means": f"{_LONGER} Of the time here {{queue}} is waiting to be taken up, {{customer}} waiting for"
    " the customer, and {work} work or other waiting.",
    "reservoir_split_not": _ELAPSED,
    "reservoir_queue": _HOLDS,
    "reservoir_queue_means": f"{_LONGER} For {{queue}} of the time here it waits to be taken up; that is most of the"
    " difference with elsewhere.",
    "reservoir_queue_not": _ELAPSED,
    "reservoir_even_so": _HOLDS,
    "reservoir_even_so_means": f"{_LONGER} For {{customer}} of the time here it waits for the customer. Even without"
    " that wait, here and elsewhere, it stays {own} times as long (95% interval {own_low} to {own_high}).",
    "reservoir_even_so_not": _ELAPSED,
    "reservoir_customer": "{department} mostly waits for customers: a signal stays there {ratio} times as long as"
    " elsewhere",
    "reservoir_customer_means": "For {customer} of the time here a signal waits for the customer. Without that wait,"
    " here and elsewhere, it stays {own} times as long (95% interval {own_low} to {own_high}), below the limit of"
    " {bound}. So the question is not what {department} leaves lying, but why customers are waited for so often or so"
    " long.",
    "reservoir_customer_not": "The log does not say whether the customer had to be asked, nor whether that status is"
    " used to stop the clock.",
    "dry": "{department} hears next to nothing: {reached} of the {n} signals of {centre} got there",
    "dry_means": "What customers say does not reach {department} by way of this system.",
    "dry_not": "It does not say that {department} needs the signals, or does not hear them some other way.",
    "dry_all": "{dry} of the {all} departments each get less than {bound} of the signals of {centre}",
    "dry_all_means": "Signals reach a small group of departments; the rest hear next to nothing by way of this system.",
    "dry_all_not": "It does not say that all these departments need signals; among many small teams a small share"
    " is normal.",
    "gatekeeper": "{share} of the routes to other departments pass {department} first",
    "gatekeeper_means": "{department} is the gate through which signals of {centre} reach the rest of the"
    " organisation ({n} routes).",
    "gatekeeper_not": "A gate may be intended; the question is whether it lets through, and how fast.",
    "wall": "{giver} handed {seen} signals to {taker} where {expected} were to be expected",
    "wall_means": "Given their work and volume they pass on less than expected; even with the same signals in"
    " random order it would have"
    " been {same}.",
    "wall_not": "It does not say that they should talk to each other, nor which of the two holds it up.",
    "bounce": "{share} of what {giver} hands to {taker} comes straight back",
    "bounce_means": "Signals go back and forth between {giver} and {taker}: {share} of {n} handovers, where"
    " {chance} would be expected if"
    " nobody knew a signal's past.",
    "bounce_not": "Sending back may be a request for more information; the log does not say why.",
    "silo": "{members} keep to themselves: {boundary} less crosses their boundary than expected",
    "silo_means": "{seen} handovers crossed this group's boundary where {expected} were to be expected; among"
    " themselves there were {inner}"
    " times as many as expected.",
    "silo_not": "Working closely is no fault; it only says that signals hardly get in or out of the group.",
    "drop_point": "Of the {kind} at {department} {share} die in silence, elsewhere {elsewhere}",
    "drop_point_means": "Of {n} visits {dropped} ended in silence: no outcome, and nothing for so long that"
    " almost certainly nothing"
    " will follow.",
    "drop_point_not": "It does not say that the signal should have been adopted, only that nobody finished it.",
    "drop_point_any": "At {department} {share} of the signals die, elsewhere {elsewhere}",
    "drop_point_any_means": "Of {n} visits {dropped} ended in silence: no outcome, and nothing for so long that"
    " almost certainly nothing"
    " will follow.",
    "drop_point_any_not": "It does not say that the signal should have been adopted, only that nobody finished it.",
    "open_loop": "Of what {department} closes, {share} of the customers hear within {days} days what became of it",
    "open_loop_means": "For {n} closed signals, telling the customer stayed below the limit of {bound}.",
    "open_loop_not": "Telling the customer outside this system does not count.",
    "open_loop_all": "{share} of the customers hear within {days} days what became of their signal",
    "open_loop_all_means": "Of {n} signals with an outcome the customer was told of {share}; the limit is {bound}.",
    "open_loop_all_not": "Telling the customer outside this system does not count.",
    "recurring_idea": "Customers raised the same thing {signals} times, and {dropped} times it died: “{label}”",
    "recurring_idea_means": "{dropped} of these {signals} signals ({first} to {last}) ended in silence: {share}, of the"
    " others {elsewhere}. Adopted: {adopted}.",
    "recurring_idea_not": "It does not say that it is a good idea, only that time and again nobody finished it.",
    "recurring_idea_unnamed": "Customers raised the same thing about {topic} {signals} times, and {dropped} times it"
    " died",
    "recurring_idea_unnamed_means": "{dropped} of these {signals} signals ({first} to {last}) ended in silence:"
    " {share}, of the others {elsewhere}. Adopted: {adopted}.",
    "recurring_idea_unnamed_not": "It does not say that it is a good idea, only that time and again nobody finished"
    " it.",
    "recurring_idea_topic": "Of the {signals} ideas about {topic} {dropped} died",
    "recurring_idea_topic_means": "{share} of the ideas about {topic} ({first} to {last}) ended in silence, of the"
    " others {elsewhere}. Adopted: {adopted}.",
    "recurring_idea_topic_not": "It does not say that they are good ideas, only that nobody finished them.",
    "silence_spreads": "Customers who were told came back with something new more often: {told} against {untold}"
    " signals per hundred customers",
    "silence_spreads_means": "{told_customers} customers who were told within {told_days} days are compared with"
    " {untold_customers} who had heard nothing by then, within the same kind of signal and the same quarter. New"
    " signals within {days} days of the outcome are counted.",
    "silence_spreads_not": "This is observed, not caused: whoever gets in touch more often anyway may also be told more"
    " often.",
    "silence_spreads_fewer": "Customers who heard nothing came back with something new more often: {untold} against"
    " {told} signals per hundred customers",
    "silence_spreads_fewer_means": "{untold_customers} customers who heard nothing within {told_days} days are compared"
    " with {told_customers} who had been told by then, within the same kind of signal and the same quarter. New signals"
    " within {days} days of the outcome are counted; some of them may be asking after the first.",
    "silence_spreads_fewer_not": "This is observed, not caused: whoever gets in touch more often anyway may be told"
    " less often.",
    "repeat_contact": "Of the contacts about “{reason}”, {share} repeat one within {days} days",
    "repeat_contact_means": "{repeats} of {n} contacts followed an earlier one of the same customer about the same"
    " within {days} days; for the other reasons that is {elsewhere}.",
    "repeat_contact_not": "It does not say that the first contact was poor; some matters take more than one.",
    "failure_demand": "{share} of the contacts come of something that went wrong",
    "failure_demand_means": "That many of {n} contacts with a reason that reasons.csv speaks of have one that it calls"
    " failure demand. Of all contacts {unmapped} have a reason that it does not speak of.",
    "failure_demand_not": "What counts as failure demand was decided by people; another division gives another share.",
    "narrow_kpis": "Efficiency makes up {share} of what {department} is steered on",
    "narrow_kpis_means": "In kpis.csv {department} has {n} indicators. What measures efficiency holds {share} of the"
    " weight, quality {quality}, learning from customers and long-term value together {learning}. That is how one"
    " steers a soldier, not a spider in the web.",
    "narrow_kpis_not": "It says nothing of how people work, nor that efficiency does not matter: only where the"
    " weight lies, according to whoever classed the list.",
    "narrow_kpis_all": "Efficiency makes up {share} of what departments are steered on",
    "narrow_kpis_all_means": "So it is on average over {departments} departments with {n} indicators in kpis.csv,"
    " each department counting once. Quality holds {quality} of the weight, learning from customers and long-term"
    " value together {learning}. That is how one steers soldiers, not a spider in the web.",
    "narrow_kpis_all_not": "It says nothing of how people work, nor that efficiency does not matter: only where the"
    " weight lies, according to whoever classed the list.",
    "paper_channel": "{people} say that {giver} passes signals to {taker}; the log holds {seen} where {expected} were"
    " to be expected",
    "paper_channel_means": "A way that people count on is hardly to be seen in the log: {share} of what their work"
    " and volume predict.",
    "paper_channel_not": "It does not say that nothing goes: what goes by word of mouth, by mail or in a meeting is"
    " not in this log, and nobody keeps it.",
    "unspoken_channel": "{giver} hands {taker} {times} times as many signals as expected, and nobody mentions it",
    "unspoken_channel_means": "The log holds {seen} handovers where {expected} were to be expected. None of the"
    " {people} at either department mentions this way.",
    "unspoken_channel_not": "Not mentioning is not denying: it may not have been asked about, or go without saying.",
    "unmet_need": "According to {people}, {taker} needs signals from {giver}; {seen} came where {expected} were to"
    " be expected",
    "unmet_need_means": "What is needed comes less than their work and volume predict: {share} of it.",
    "unmet_need_not": "It does not say which of the two holds it up, nor that all {giver} hears matters to {taker}.",
    "unmet_need_wall": "According to {people}, {taker} needs signals from {giver}; {seen} came where {expected} were to"
    " be expected",
    "unmet_need_wall_means": "The log has a wall here: {share} of what their work and volume predict, and less than"
    " the same signals in random order would give. Yet they are needed, according to {people}.",
    "unmet_need_wall_not": "It does not say which of the two holds it up, nor that all {giver} hears matters to"
    " {taker}.",
    "barrier": "At {department}, {respondents} of {of} respondents name as a barrier: {barrier}",
    "barrier_means": "{share} of those interviewed there say that this holds signals back.",
    "barrier_not": "It is what people experience, not what was measured; whoever was not asked is not in it.",
    "barrier_all": "{respondents} of {of} respondents name as a barrier: {barrier}",
    "barrier_all_means": "{share} of those interviewed, over all departments, say that this holds signals back.",
    "barrier_all_not": "It is what people experience, not what was measured; whoever was not asked is not in it.",
    "caveat_by_topic": "The log names no reason for contact; topics are taken instead, which are coarser.",
    "caveat_shared_numbers": "Customer numbers with so many signals that several people must be behind them are left"
    " out.",
    "caveat_intake": "No single department receives half of the signals; all first departments together count as"
    " the intake.",
    "caveat_never_told": "The status that means telling the customer never occurs in this log; check that it is right.",
    "caveat_not_split": "Waiting for the customer, waiting in a queue and work are not told apart here.",
    "caveat_only_queue": "No status says when a customer is waited for: this time may hold such waits.",
    "caveat_only_customer": "No status says when a signal is in the queue: here that can't be told from work.",
    "caveat_no_topic": "Without a topic column this may also be a division of subjects.",
    "caveat_long_journeys": "Journeys are long here. Who only answers whoever asks, as a laboratory does, passes on to"
    " few others anyway.",
    "caveat_undercounted": "The silence limit here is longer than half the window: more die rather than fewer.",
    "caveat_by_machine": "Which signals say the same was decided by a program, from their words; read them before"
    " building on this.",
    "caveat_only_topic": "Without texts nobody can see whether it is the same idea each time: these are ideas about"
    " one topic.",
    "caveat_undecided_kpis": "Of part of the weight kpis.csv does not say what it measures; here that does not count"
    " as efficiency.",
    "caveat_asked": "This rests on who was asked; others may see it otherwise.",
    "caveat_one_sided": "Only one of the two departments was asked.",
    "caveat_consent": "Not everybody asked gave consent to be shown as one voice; what they say counts only where"
    " enough of them say the same.",
    "caveat_one_voice": "So few were asked here that this is shown as one voice, with the consent of each.",
}
