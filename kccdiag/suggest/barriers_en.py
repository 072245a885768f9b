"""How people who speak English name what keeps signals from travelling."""

from __future__ import annotations

LISTS = {
    "role": """
        manager, managers, clerk, clerks, coordinator*, director, directors, contact, contacts, adviser*, advisor*,
        handler*, nurse, nurses, head, heads, heads of, team leader*, people, faces, caseworker*, case worker*,
        officer*, account manager*, supervisor*, planner*, agents, colleagues, receptionist*, underwriter*,
        assistants, chief*, boss, bosses, owner*
    """,
    "no": """
        not, *n't, dont, doesnt, cant, isnt, no, none, nothing, never, nobody, no-one, no one, nowhere, hardly,
        barely, scarcely, rarely, seldom, without, neither, nor, zero, zilch, nil, few, little, cannot, cannae,
        dinnae, too few, too little, not a soul, not one, nae, lack, lacks, lacking
    """,
    "num": """
        #, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, fourteen, fifteen, twenty, thirty,
        forty, fifty, hundred, dozens
    """,
    "unknown": """
        <no> .. know|knows|knew|known|sure|clear|tell, know . <no>, knows . <no>, no .. idea, no .. clue,
        haven't .. foggiest|faintest|clue, beats me, search me, god knows, who knows, goodness knows, heaven knows,
        lord knows, unclear, anybody's guess, anyone's guess, a mystery, good question, couldn't .. tell
    """,
    "customer": """
        customer, customers, client, clients, patient, patients, tenant, tenants, resident, residents, citizen,
        citizens, member, members, passenger, passengers, policyholder, policyholders, caller, callers, student,
        students, parent, parents, subscriber, subscribers, buyer, buyers, guest, guests, visitor, visitors, claimant,
        claimants
    """,
    "staff": """
        people, folk, folks, colleague*, agent, agents, adviser*, advisor*, team leader*, lead, leads, staff, someone,
        somebody, everyone, everybody, starter*, newcomer*, joiners, hires, hire, recruit, recruits, good ones,
        best ones, lads, lasses, experienced, half the team, half of them, manager*, handlers, temps, youngsters,
        senior*, guy, girl, veterans, old hands, operators, reps, team, workers, nurses
    """,
    "boss": """
        board, director*, management, manager*, leadership, leaders, leader, exec, execs, executive*, c-suite, ceo,
        coo, cfo, boss, bosses, top, upstairs, higher-ups, higher ups, senior team, head office, headquarters, hq,
        upper, seniors, council, councillor*, committee, chief*, president, trustees, governors, top floor,
        fifth floor, the floor above, powers that be, top brass, brass, partners, steering group, vp, vps, md
    """,
    "measured": """
        measure, measured, judged, judge, assessed, assess, rated, scored, score, target, targets, targeted, kpi,
        kpi's, kpis, metric*, goal, goals, bonus, bonuses, appraisal*, appraised, review, reviews, dashboard*,
        scorecard*, performance, benchmark*, incentive*, incentivised, incentivized, rewarded, tracked, track,
        monitored, managed on, managed by, managed against, steered, driven, evaluated, evaluate, objective*, quota*,
        ranked, league table, leaderboard*, accountable, held to, report on, chased, hammered, grilled, graded,
        obsess*, fixat*, all about, comes down to, boils down to, matters, counts
    """,
    "efficiency": """
        handle time*, handling time*, call time*, talk time*, aht, average handle*, call length*, call duration*,
        duration, time per *, wrap time, wrap-up, after-call, cost*, costs, cost per *, cost-per-*, cost-to-serve,
        cost to serve, spend, savings, saving, headcount, overhead*, efficiency, efficiencies, productivity,
        throughput, utilisation, utilization, occupancy, conversion*, sales, revenue*, margin*, turnover figures,
        volume*, calls per *, tickets per *, cases per *, per hour, per shift, per day, per call, per contact,
        per agent, per signature, per lead, per case, signatures, contracts, sign-ups, signups, leads, service level*,
        sla, slas, answer rate*, speed, how fast, how quick, how quickly, how many calls, how many tickets,
        how many cases, how many, how long, minutes, seconds, closures, closed, close rate, closing, units, output,
        numbers, the numbers, budget*, profit*, growth, quota*, turnaround, backlog size, queue, queue time*,
        waiting time*, wait time*, wait times, abandonment, abandon rate, deflection, containment, open rate*, click*,
        clicks, downloads, story points, velocity, uptime, bed days, length of stay, arrears, void*, rent collection,
        loss ratio, combined ratio, cycle time, lead time, billable*, fte, ftes, punctuality, on time, deadlines,
        deadline, delivery dates, fill rate*, money
    """,
    "talk_time": """
        handle time*, handling time*, call time*, talk time*, aht, average handle*, call length*, call duration*,
        cost per *, cost-per-*, cost to serve, occupancy, utilisation, utilization, calls per *, wrap time,
        time per call
    """,
    "decide": """
        decide, decision*, change, fix, solve, resolve, sort, refund*, compensate, compensation, credit*, waive,
        offer, promise*, approve, authorise, authorize, deviate, depart, stray, adjust, alter, amend, spend, give,
        goodwill, discount*, exception*, override, act, agree, settle, write off, bend, tweak, touch, commit, grant,
        reimburse, improvise, order, replace, choose, do anything, say yes
    """,
    "approval": """
        sign-off, signoff, sign off, signature*, approval*, approved, permission, authorisation, authorization,
        go-ahead, green light, blessing, say-so, okay, ok, rubber stamp, nod, business case, clearance
    """,
    "above": """
        manager*, supervisor*, team leader*, team lead, director*, board, committee*, boss, head of, legal, finance,
        compliance, senior*, management, leadership, steering group, exec*, upstairs, layers, levels, someone above,
        higher up, higher ups, procurement, council, partners, people, me, panel, chief*
    """,
    "route": """
        form, inbox, mailbox, button, desk, channel*, route, process, procedure, place, contact person,
        point of contact, owner, field, box, tick box, tickbox, category, line, suggestion box, mechanism, structure,
        register, system for, way to, way of, forum, address, email address, number to, hotline, code, template,
        pathway, workflow, queue for, home for, slot, single point, portal, tool for, drop-down, dropdown, log for,
        agreed way, formal way, ownership
    """,
    "belongs": """
        go, goes, put, send, take, raise, report, belong*, tell, turn, pass, log, drop, leave, file, flag, ask, call,
        ring, email, speak, talk, contact, take it, lodge, submit, post, direct, hand, approach, record
    """,
    "island": """
        silo, silos, siloed, silo*, fiefdom*, kingdom*, empire*, turf*, patch, castle*, fortress*, bunker*, bubble,
        bubbles, tribe*, tribal, island*, territorial, territory, little world, little worlds, trenches, stovepipe*,
        ivory silo, walled garden, drawbridge*, camps, camp, barony, baronies, cliques, them and us, us and them,
        us versus them, parochial
    """,
    "own": """
        interest*, bonus*, target*, patch, agenda*, numbers, kpi*, goals, budget*, backyard, corner, world, thing,
        stuff, team, department, back*, business, priorities, problems, results, turf, silo, bit, territory, ends,
        house, garden, lane, objectives, work, nest, skin, side, empire*, people
    """,
    "capacity": """
        time, capacity, resource*, bandwidth, people, staff, hands, hours, manpower, headroom, bodies, slack,
        headcount, room in, space in, minute, minutes, hour, personnel
    """,
    "busy": """
        understaffed, under-staffed, short-staffed, short staffed, shortstaffed, short-handed, short handed,
        shorthanded, under-resourced, underresourced, thin on the ground, snowed under, swamped, overwhelmed,
        overloaded, overstretched, over-stretched, stretched, drowning, flat out, run off our feet, rushed off,
        firefighting, fire-fighting, fighting fires, putting out fires, up to our necks, up to their necks,
        up to my neck, up to our eyes, up to my eyes, up to their eyes, up to our eyeballs, up to my ears,
        up to our ears, spread too thin, spread thin, too busy, so busy, run ragged, at capacity, over capacity,
        maxed out, snowed in, inundated, buried, on our knees, plate is full, plates are full, hands full,
        hands are full, rammed, slammed, skeleton crew, skeleton staff, time-poor, pressed for time, pushed for time,
        crunch, no slack
    """,
    "waits": """
        back burner, backburner, bottom of the pile, bottom of the list, bottom of the queue, bottom of my list,
        bottom of our list, bottom of the backlog, sits there, sit there, sitting there, gathering dust, gathers dust,
        gather dust, collecting dust, collects dust, pile up, piles up, piling up, piled up, on ice, shelved,
        on the shelf, kicked down the road, slips down, falls off the, gets pushed, get pushed, gets parked,
        get parked, been parked, parked it, pushed down, deprioritised, deprioritized, end of the queue,
        back of the queue, low on the list, in a drawer, on the long finger
    """,
    "menial": """
        dumping ground, dustbin, call factory, sweatshop, battery farm, battery hens, bottom of the ladder,
        bottom rung, lowest rung, bottom of the pile, bottom of the heap, bottom of the food chain,
        bottom of the pecking order, low in the pecking order, bottom feeders, second-class, second class,
        third-class, cannon fodder, punchbag, punching bag, doormat*, whipping boy, poor relation, poor cousin,
        cinderella, stepchild, afterthought, monkey*, monkeys, phone monkeys, glorified*, glorified answering machine,
        glorified switchboard, phone jockeys, necessary evil, student job, stopgap job, stepping stone, unskilled,
        low-skilled, menial, grunt*, dogsbody, dogsbodies, skivvies, second-rate, lackeys, foot soldiers,
        complaints bin, waste pipe, sewer, shock absorber, lightning rod, minions
    """,
    "leave": """
        leave, leaves, leaving, left, quit, quits, quitting, resign*, resigned, walk out, walks out, walked out,
        walk away, moved on, move on, moves on, moving on, depart*, drop out, dropped out, jump ship, jumped ship,
        hand in .. notice, handed in .. notice, notice in, burn out, burned out, burnt out, burns out, out the door,
        signed off, retire*, retiring, poached, churn, churns
    """,
    "knowledge": """
        knowledge, know-how, knowhow, experience, expertise, memory, contacts, network, history, wisdom, insight they,
        what they know, what they knew, what they learned, what they learnt, everything they, all they, whatever they
    """,
}  # fmt: skip

# Idioms that say only this, asked about or not.
FIRM = {
    "efficiency_kpis": """
        =measured|judged|assessed|rated|scored|evaluated|appraised|ranked|managed|steered|incentivised|incentivized
            |rewarded|tracked|monitored|graded|targeted|paid|driven .. on|by|against|for|purely .. <efficiency>
        <talk_time> & target|targets|king|everything|sacred|reduce|under|below|over|red|bible|religion|hit|cut
            |hammered|obsessed|obsession|flag|chase|god|watched|creeps|spreadsheet|board|wall|screen
        cost centre|cost center|cost line|cost item|cost factor|cost base|line on the budget|line in the budget
        call deflection|contact deflection|deflection|call avoidance|contact reduction|channel shift
    """,
    "no_channel": """
        <unknown> .. who .. to .. <belongs>
        nobody's|no one's|no-one's . job|responsibility|business|desk|baby|child|inbox|remit|problem to
        fall*|fell|drops|slip* .. between|through .. cracks|stools|chairs|gaps|two stools
        pillar to post
    """,
    "no_mandate": """
        no|not|*n't|little|zero|without .. authority|mandate|remit|discretion|autonomy|leeway|latitude|decision rights
            |signing power|say in
        authority|mandate|remit|discretion|autonomy|leeway .. is|are|stops|ends .. not|*n't|zero|nil|limited
        can't|cannot|can not|couldn't|cannae|may not ... <decide> ... without|unless|until|on my own|ourselves|myself
            |themselves
        not|*n't .. without .. <approval>
        hands are tied|hands tied|tied hands
        above my|above our . pay grade|station
        not|*n't .. up to . me|us|them
        need|needs|needed|require|requires|get|wait|waiting|takes|must have|have to have .. <approval> .. from|of|for
            |by|off|first|before
        <approval> .. from .. <num>|every|each|my|legal|finance|head|director|board|manager
    """,
    "silo": """
        =silo|silos|siloed|fiefdom*|turf*|empire*|stovepipe*|walled garden|drawbridge*|them and us|us and them
            |us versus them &! <unknown>
        =left hand .. right hand
        =finger-pointing|blame game|buck-passing|pass the buck|passes the buck|passing the buck|blame each other
            |blames the other|blaming each other
        =turf war*|power struggle*|internal politics|office politics|political games|power games|rivalry|rivalries
            |infighting|closed shop
        =not invented here
        =cards .. chest
        =every|each . man|one|department|team|director|manager|ward|unit . for . himself|themselves|itself|herself
        =protect*|guard*|defend* .. <own>|theirs|customers|data|relationships|list
    """,
    "no_time": """
        =<busy>
        no . time|capacity|bandwidth|resource*
        =short . of|on . <capacity>
        =lack of . <capacity>
        not|*n't|never|hardly|rarely . ever|really|actually| . get|gets|getting|got|gotten . round|around . to|to it
        never . get . to . it|them|those|that|the
        =back burner|backburner
        nobody|no one|no-one . free|available|spare|to spare|left|to look|to do|to read|to pick|to handle|to sort
            |to deal|to go through|to answer
    """,
    "low_status": """
        =look*|looking|looked . down . on|upon|their nose*|at
        =down their nose*|noses up|nose up
        not|*n't|never|hardly|rarely|nobody|no one . taken|take|takes|took . us|them|it|the|that|our|phone|contact
            |this|you|very|that| .. seriously
        =undervalued|underrated|under-valued|unappreciated|looked through|invisible|thankless
        =dumping ground|second-class|second class|poor relation|poor cousin|cinderella|cannon fodder|dogsbody
            |dogsbodies|necessary evil|doormat*|phone monkeys &! <unknown>
    """,
    "turnover": """
        =staff turnover|high turnover|turnover is|turnover of|the turnover|turnover's|turnover here
        =attrition|churn rate|staff churn|revolving door|churning|brain drain|exodus|leavers|merry-go-round
            |conveyor belt
        not|*n't|never|hardly . keep|hold|retain|hold on to|hang on to . people|staff|them|anyone|good|our|the
        =burnt out|burned out|burnout|burn-out
        months|weeks|year . tops|max|maximum|average|at most|if you're lucky|if we're lucky|on average
        =retention . problem|issue|is|'s|rate
        =half|most|two thirds|a third . of|the|my|our .. new|left|gone|started|joined|leave|less than a year
    """,
    "not_listening": """
        <boss> .. not|*n't|never|nobody|hardly . really|actually|ever|want to|even|once| . listen|listens|hear
            |interested|care|cares|ask|asks|asked|visit*|visited|support|back us|want to know|come|comes|came|been
            |seen|set foot|read|understand
        =unheard|deaf ears|cloth ears|tin ear
        =brick wall
        =lip service|paid lip|window dressing|token gesture|box-ticking|tick-box exercise|photo opportunity|photo op
            |for the photo*|photograph*
        under . the . carpet|rug
        short shrift|cold shoulder|kicked into|long grass
        =in one ear
        =brush*|brushed . it|us|me|that| . off|aside
        smile|smiles|smiled . and . nod*|nothing|move*|say
    """,
}  # fmt: skip

# Mostly means this: where the question is about it, or where something else in the sentence bears it out.
SURE = {
    "efficiency_kpis": """
        =measure|judge|assess|rate|rank|appraise .. us|them|me|you|people|agents|teams|everyone|everything .. on|by
            |against .. <efficiency>
        target|targets|kpi|kpis|metric|bonus|bonuses|appraisal|objective* .. is|are|be|on|for|around|of|tied|linked
            |depend* .. <efficiency>
        <efficiency> . target|targets|kpi|kpis|figures
        <efficiency> .. is|are .. the|my|our|only|main . target|kpi|metric|number|goal
        it's|its|is|was|comes|boils|down .. all|only|purely|just|mainly|mostly|solely .. about
            |down . to| .. <efficiency>
        all they|all anyone|all he|all she|all management .. care*|look*|see*|ask*|want*|count* .. <efficiency>
        only .. care*|look*|ask*|count*|matter* .. <efficiency>
        every|each . call|contact|ticket|minute|email|conversation|visit .. cost|costs|is money
        calls|contact|contacts|call .. cost us|costs us|too expensive
        reduce|cut|cutting|reducing|drive|driving|bring|bringing|fewer|less|lower .. calls|contact|contacts
            |call volume*|contact volume*|calls coming in|cost .. by|down|per|next|target|percent|
        get|getting|got .. off .. phone|line|call
        in and out .. minutes
        under|within|in .. <num> . minutes|seconds & target|goal|supposed|percent|per cent|answer*|picked
        <num> . minutes|seconds . per|a . call|customer|caller|case|ticket|patient|visit|claim & target|supposed
            |allowed|get|more|must|have to|that's it
        <num> .. calls|tickets|cases|files|claims|dossiers|visits|letters . a|per . day|shift|hour|week & target
            |supposed|must|have to|expected|hit|make
        speed|quantity|volume|cost|costs|numbers . over|before|trumps|beats|above|ahead of . quality|people|insight
            |content|customers
        clock|stopwatch|timer . is|starts|runs|keeps|goes|turns|'s . ticking|running|red
        board|wall|dashboard .. goes|turns|flashes|turning . red|amber
        league table|leaderboard|naming and shaming|slowest
        about . how many|how fast|how quickly|how long . calls|files|cases|claims|tickets|patients|i|we|you|they|
        <num> . minutes . a|per . patient|visit|appointment|consultation|call|customer|caller .. that's|built|allowed
            |no more|or|max*
        all|it's all|just . beds|numbers|volumes|volume|sales|throughput|speed|money
        wallboard|leaderboard|big screen .. red|flashes|shows
        go|goes|went|run|runs|ran . over|past|above . <num> . minutes|seconds
        gets counted|get counted|is counted|they count .. <efficiency>
        name's . on . the . list|board
        <measured> . is|are|was . mostly|mainly|just|all|purely| . <efficiency>
        first|only|main|biggest|headline . number|figure|thing|question|kpi|measure .. is|are . <efficiency>
            |the . <efficiency>
        four-hour|four hour|eighteen-week|18-week|two-week . target|wait|standard
        seconds|minutes . to . answer
        answered . in|within . <num> . seconds|minutes
        every . second|minute . counts|is counted|counted|logged|tracked
        they|we . count|log|track . every . minute|second|call|break
        red . if|when . you|it|we . go|goes|over|take
        coached|pulled up|spoken to|hauled up|called in . on|about|for|if . my|your|the|you're| . times|time|stats
            |length|too long|numbers
    """,
    "no_mandate": """
        not|*n't|never . allowed|permitted|authorised|authorized|empowered|entitled|supposed . to
        can't|cannot|couldn't|cannae . even . <decide>|promise|send|write|give|move|say|order|buy|swap
        no|not|*n't|never|zero .. budget of|own budget|budget for|budget to|a budget|any budget|no budget|pot of|purse
        no . budget|money for
        sign*|approve*|authoris*|authoriz*|okay|nod through|wave through . everything|anything|it|that
            |every .. <above>
        signed off|approved|cleared|authorised|authorized|okayed|agreed|countersigned . by|with . <num>|<above>|my|the
            |a|our|their|
        has to|have to|must|needs to|need to .. go|run|come|pass .. past|through|via|up to|by .. <above>
        has to|have to|must|needs to|need to .. ask|escalate .. my|a|the|your|supervisor|manager|permission
        everything|anything .. over|above .. <num> .. goes|has|needs|must|is .. past|through|approval|manager
            |supervisor|sign*|upstairs|to
        stick to|follow|read|read out|stay on|keep to|tied to|off|deviate from|depart from|stray from
            |reading from . the|a|that|our|their|my| . script|scripts|flowchart|call guide|card|prompt
        script|scripts|system .. says|dictates .. and .. that's|it|what
        scripted|computer says no
        not .. my|our|their . call to|decision to|place to|decision|gift
        decided|decides|decision*|policy .. above|upstairs|by . <boss>|head office|london|brussels|nationally .. not
        no|not|*n't|little|zero .. room to|scope to|freedom to|space to|room for manoeuvre|wiggle room
        can only . <decide>|offer|give|say|log|apologise|apologize|pass|note
        all i can|all we can|all they can . do|say|offer
        up to . # .. and .. that's|not|then
        fill in|fill out|complete .. form .. sign*|approv*|supervisor|manager
        my|the . <above> . signs|decides|approves|has to sign
        for . the . <above> . to decide
        we . just|only . carry . it|them . out
        go . through|past . comms|legal|compliance|finance|the lawyers|communications
        can't|cannot|couldn't . even . <decide>|correct|change|fix
        not|haven't|*n't . a . penny|cent|dime|bean . to spend|for
        can't . go . off . it|script
        read . what's|whatever's|what is . on . the . screen
        say-so|sign-off|go-ahead|green light|rubber stamp & need|needs|get|without|wait|waiting|before|until|have to
            |from
        goes|go|went . up|upstairs|upwards . to|the chain|the line
        up the . chain|line|ladder
        not|*n't . allowed
        not|*n't . mine|ours . to . decide|change|give|fix|offer|make
        no . say|authority|power|discretion|mandate
        can . say . sorry . but|and|that's
        apolog* .. that's . about|all|it
        my . limit
        only . the . <above> . can|may
        rules . are . rules
        can't|cannot|couldn't . change . a|the|it|anything|that|one|any
        can't|cannot . promise|commit|decide
        beyond . my . pay|remit|control
        out of . my|our . hands
        not|*n't . in . my|our . gift|power|remit|hands
        system . won't|doesn't|will not . let|allow . me|us|you
        over|above . my . head
        signed . by . <num>|the|my|a|somebody|someone
        countersign*|co-sign*
        only . <above>|someone|somebody . can . decide|do|change|sign|approve|authorise
        within . the . script|rules|policy . only|and
        three|four|five|six . levels|layers|signatures|people|forms
    """,
    "no_channel": """
        not|*n't|no idea|no clue|nobody|no one|never|don't .. know|knows|knew|sure|clear|tell|idea .. where .. it|that
            |this|to|they|these|those|i|you|we .. go|goes|put|send|take|raise|report|belong*|drop|leave|file|turn
            |with it
        no idea|no clue|beats me .. where|who
        <unknown> .. who .. owns|own|owner|responsible|in charge|deals with|handles|looks after|picks up|it's for
            |should have|would want
        <unknown> .. whose
        no|not|*n't|never|without .. a form|no form|any form|inbox|no mailbox|suggestion box|tick box|tickbox
            |point of contact|contact person|set route|formal route|proper route|clear route|mechanism|pathway
            |drop-down|dropdown|agreed way|formal way|proper way|obvious place|obvious person|single place
            |central place|box for|field for|button for|code for|category for|place for|place to put|way to log
            |way to record|way of logging|way of passing|process for|procedure for|channel for|route for|home for
            |owner for|forum for|slot for|option for
        there's no|there is no|there isn't|there isnt|there's nae|theres no . a|any|real|proper|formal| . <route>
        nobody|no one|no-one|none of us .. owns|own it|responsible for|in charge|takes ownership|taken ownership
            |whose job|picks it up as
        belong* .. to .. nobody|no one|no-one|anyone
        not|*n't .. belong* .. anywhere|to anyone|to anybody
        nowhere . to|for|it|that .. <belongs>|go|goes|
        goes nowhere
        between two . stools|chairs|departments|desks
        depends . on | who .. know|ask|answer*|shift|duty|picks
        have to know . someone|somebody|the right|who
        unless . you|i|they|we .. know . someone|somebody|who|the right
        in limbo|no man's land|no-man's-land
        form|system|tool|drop-down|dropdown|screen|software .. won't|doesn't|can't|wouldn't . take|have|accept|allow
            |fit|let|know
        not|*n't .. fit . into|in|any|the|a|anywhere|under .. form|box|boxes|category|categories|system|field|codes|
        post-it*|sticky note*|back of an envelope|scrap of paper
        wherever . it|they .. lands
        who .. would|do|should|could . i|we|you|they . even . tell|ask|send|give|call|go
        where .. would|do|should|could . i|we|you|they . even| . put|send|take|go|leave|drop
        tick|choose|pick|select|click|put|code . it| . as|under| . other|miscellaneous|general
        in|into . my|a . notebook|own head|own spreadsheet
        got to|have to|need to . know . the right|someone|somebody|who|a . person|name|in|
        who . would|could|do|should . i|we|you . even| . tell|ask|send
        falls|fall|sits . between . <num>|us|them|housing|departments|desks|the|
        between . them|us|two|housing|the . and . us|them
        one . says .. next|other . says
        bump . into . someone|somebody|them|her|him
        happen . to . see|meet|bump|know|run
        keep . ringing|getting passed|being passed|getting sent
        round and round|round the houses
        not|isn't|*n't . an|a . incident|complaint|fault|ticket . so|and
        incident*|complaint* .. but . not|nothing . for|ideas|niggle*|suggestion*
        nothing . for . ideas|suggestions|that|those|anything|compliments
        no . one . place|single place|obvious|clear
        no . route|channel|form|box|inbox|field|button|process|pathway|owner|code|category
        not|*n't . got . a|an|anywhere . box|form|place|field|code|category|to
        stays . in . my|the|our . head|notebook|room
        keep|kept . it|them|that . to . myself|ourselves & no|not|don't|nowhere
        anybody's . guess
        word of mouth
        ask|asked|ring|rang|try|tried . three|four|five|around|round . people|departments|different
        passed|sent|bounced . from . one|pillar|desk|department
        whose . job . it|that . is
        doesn't|don't . belong . to|anywhere
        where . that|it|they . should|would|is supposed . go|to go
        form . for . complaints . but
        assumes|assume|thinks|think|thought . someone|somebody|somebody's|someone's . else
        number|address|link|form . is|'s|doesn't|has . dead|work|out of date|exist|gone
        not . written . down|anywhere
        isn't|not . set . up . for
        doesn't|don't|never . really|properly| . have . a . home|place|owner
        falls . off . the . edge|map
        guess . who|where
        everyone|everybody . has . their . own . way
    """,
    "no_reply": """
        never|not|*n't . hear|heard|had|seen|got|get|received .. a peep|a word|anything back|a reply|a response
            |an answer|one back|a sausage|word
        hear|heard|get|got .. crickets|nothing back|nowt back|zilch|tumbleweed
        nothing . back|comes back|came back|ever comes|ever came|ever happens
        and then nothing|then nothing|and nothing|then silence|then it's silence|and that's the last
        =black hole|bermuda triangle|bottomless pit|the abyss
        =into|in|down . a|the|some|that|their . bin|drawer|void|ether|abyss|hole|sand|filing cabinet|wastebasket|fog
            |great unknown|plughole|drain
        =into thin air|into nothing|into space
        =straight . in|into . the bin
        =it|that|they|everything|stuff|things|all|mail|email|ticket|tickets . just|simply|then|sort of
            |kind of| . disappear* &! <knowledge> &! <staff>
        =swallowed . up|whole|by
        =radio silence|dead silence|deafening silence|complete silence|total silence|wall of silence|goes quiet
            |goes silent|all quiet after
        =never . seen|heard . of|from . again
        =never . see|saw|seen . it|them|that|those . again
        =shouting . into|at
        <unknown> .. what .. happens|happened|becomes|became|they do|they did|anyone does|gets done|came of . to|with
            |of|next|after|then|about| . it|that|them|those|
        <unknown> .. whether|if . anyone|anybody|they|somebody|someone|it|he|she|that .. read|reads|looks|look|acts
            |arrives|arrived|does|did|opens|opened|lands|landed|gets|got|used
        <unknown> .. where . it|that|they|those|these . ends up|end up|went|goes after
        never . hear|heard|hears . back|again
    """,
    "silo": """
        =<island> &! <unknown>
        =each|every|everyone|everybody|they .. own . <own> &! no budget &! in . own time &! of my own
        =only|just|first|always .. own . <own>
        =keep|keeps|kept|keeping .. to . themselves|himself|herself|itself
        =hold|hoard|hoards|hoarding|sit|sits|sitting . on|on to|onto| .. their|the . information|data|knowledge
            |figures|customers|contacts|lists
        =look*|looking|watch* . after|out for . their|his|its|her|number . own|one|
        =in isolation|in a vacuum|in parallel|own little . world|bubble
        =past each other|past one another
        =at cross purposes|at cross-purposes
        not|*n't|never|hardly|rarely .. work|working|works . together|with each other|with one another|as one
        not|*n't|never|hardly|rarely .. talk|talks|talking|speak|share|shares|communicate .. to|with . each other
            |one another|anyone else|other departments|other teams|us
        no|not|*n't|zero|little .. cooperation|collaboration|co-operation|teamwork|joined up|joined-up|cooperate
            |collaborate|co-operate
        =point*|pointing . the| . finger*
        =point*|pointing . at|to . each other|one another|the other
        =not . my|our|their . problem|department|circus|patient|customer|tenant|client|case
        =someone else's problem|somebody else's problem
        =walls|fences|moat|curtain . between|around|round|up
        =over the . wall|fence
        =compete|competing|competes|competition . with|against|between|for . each other|one another|us|them
            |departments|teams|budget
        =not|*n't|never|won't . let|give|allow|share .. anyone|anybody|us|others|me|our . near|in|see|touch|look
            |access|anything|them|it
        =no|not|*n't|never . give|gives|given|get|have|any . access . to
        =step*|tread* . on . anyone's|our|their|someone's|each other's|other people's| . toes
        =not|*n't|never . look|see|care|think|looks|cares|thinks .. beyond|past|outside|further than . own|their
        =mine is mine
        =their|his|her . baby|turf|patch|customers|client|clients|patients|data|relationship . not|and
        own . list|lists|spreadsheet|database|system|records|diary
        won't|don't|never . show|let . it|them|us|anyone|me . to|see|have|look
        that's . not . ours|us|my|mine|our
        blames|blame|blaming . us|them|each|underwriting|claims|sales|it|everyone|<own>
        hide|hides|hiding . behind . privacy|gdpr|procedure|the rules|data protection
        own . systems|spreadsheet|diary|diaries|list|lists|rules|way of|language|budget|inbox & each|every|all
            |everybody|they
        <num> . separate|different . systems|organisations|hospitals|companies|diaries
        not|*n't|won't . open . it|them|up|their
        not|*n't|never|won't . share . it|them|that|their|anything|with|what
        not|*n't . cross|step|go . the|over|into . corridor|line|boundary|floor
        not|*n't . our|their|my . patch|patient|customer|problem|department|side|area|business & they|say|says|said
        as far as . they're|he's|she's . concerned
        it's|that's . a . <island>
        like . pulling . teeth
        nobody . joins|looks . up|across|at the whole
        pull|pulling|pulls . in . different|opposite
        own . kingdoms|kingdom|little|fiefdom*
        fight|fighting|argue|arguing|squabble* . over|about . who|whose|budget
        circle . the . wagons
        not|*n't|never . invited|welcome|allowed . in|to . their|the . meetings|meeting|room
        won't|don't . pick . up . when|for|to
        only . through . their|the|our . managers|bosses|heads
        treat|treats . it|them|us . as|like . theirs|the enemy|competitors|competition|intruders|outsiders
        speak|talk . different . languages
        sooner|rather . talk|speak|share|die|eat . to|with|than
        keep . us . out|at arm's
        each . other's . throats
        own . ship|show|little
        don't|doesn't . want . us|anyone|anybody . looking|near|to see|in
        nobody . talks . to
        ask . them . and . they
    """,
    "no_time": """
        no|not|*n't|never|hardly|haven't|without . have|has|had|got|get|be|there's|there|is|even|been|enough|the|any
            |much|spare|a|really| .. time to|time for|the time|spare time|enough time|a minute|a spare|an hour
            |any time|time left|hours to|hours for|capacity|bandwidth|manpower|headroom|resources|resource
            |enough people|the people|the staff|enough staff|enough hands|the hands|slack
        no . time|capacity|bandwidth|resource*|people|staff|slack
        =<num> . short|down|people short|bodies short|posts short
        not|*n't|never|hardly|isn't . a|high|my|our|their|top|seen as|really| . priority|prioritised|prioritized
            |priorities
        =low|lowest|bottom|lower|bottom of the|no . priority|list of priorities
        =priorities . are|lie . elsewhere|different
        =<waits>
        =only|just|with|that's|there's|we're . one|two|three|half|1|2|3 . of us|people|person|fte|of them|man|nurse
            |planner|and a half .. for|on|to|covering|doing|across . all|the whole|everything|<num>|every
        =<num> . of us . for|on|covering|across . <num>|all|the whole|every
        =only so many hours|days aren't long enough|not enough hours
        =too much on|too much else|too much work|too much to do
        =migration|merger|rollout|roll-out|go-live|transformation|reorg|implementation .. first|everything|takes|eats
            |swallows|until
        =until|till|after . the . migration|merger|release|project|rollout|go-live .. done|over|finished|behind
        =in . my|our|their . own|spare . time
        =eat*|swamp*|take* . up| . all . our|my|their|of our|of my . time|capacity
        =more work than
        =first thing . to go|that goes|we drop|i drop|they drop
        =last thing . on|i get|we get|anyone gets
        =next call|next one|next caller|next patient . is|'s|already|comes . already|waiting|ringing|in|through
        =unread|unopened|unanswered .. <num>|mails|emails|messages|tickets
        =<num> . unread|unopened|open tickets|waiting|still to
        once . a . month|quarter|year . if|that's|at|at most|maybe|when
        that's . all . i|we . can . manage
        <num>|couple of . people|bodies|staff|nurses|heads|posts|agents . down|short|under
        haven't|not|don't|*n't . got|have| . the|enough| . hours|headspace|hands|bodies|staff|people
        got . the . headspace
        on . sunday|saturday . nights|night|evenings|evening|mornings|morning| . because
        running . on . fumes|empty
        first . thing . to . go
        still . typing
        can't|cannot|couldn't . keep . up
        already . in . my . ear
        not . enough . of us|people|hands|hours
        <num> . emails|mails|tickets|cases|complaints|messages|files|of them . waiting|behind|open
        haven't|hasn't|not|never . had . the|a|any|much . time|chance|minute|moment|hour*
        not|*n't|never . had . chance
        run|running|ran . off . my|our|their|your . feet
        all . hands|leave . on|cancelled . deck|
        gaps|holes|vacancies . in . the . rota|roster|team
        bare|minimum . minimum|staffing|bones
        one . day|afternoon|morning|hour . a . week|month . for|to
        two|three|one . days|day . a . week
        part-time|half-time . and|for|so|covering
        fire . after . fire
        lurch* . from
        catch . up|our breath
        just . about . coping|keeping|managing
        head . above . water
        behind . on|with . everything|the|all|our
        the day . job . comes|eats|gets
        everything . else . comes|goes . first
        comes|come . last
        only . look|do|read|get to|answer|deal with . at|with| . the . urgent|red|worst|serious|emergencies|top
        down . to . <num>|half|one
        half . of . what . we . need
        no . slack|give|spare
        parked . until|till|for
        crisis . to . crisis|mode
        not|*n't|never|barely . keep . up . with|
        treading . water
        can . barely|hardly|only just . keep|manage|cope|answer
        barely|hardly . coping|managing|cope|manage
        pile . is|'s|just|gets|keeps . growing|higher|bigger|that
    """,
    "low_status": """
        =<menial> &! <unknown>
        =belittl*|patronis*|patroniz*|condescending|dismissive of us|sneer*|sniffy|snobb*|snob|second class
        =anyone|anybody|any fool|any idiot|a child|a trained . can|could . do|answer|pick
        =just|only|merely . a|some|the| . call centre|contact centre|phone agent|agents|helpdesk|operators
            |receptionists|call handlers|girls|lasses|temps|students|front desk|telephone lot|phones
            |voice on the phone
        =just|only|merely . answer|answering|pick up|picking up . the|a| . phone|phones|telephone &! i just
        =they|people|others|everyone .. think*|see|say|call|reckon .. we|us|them .. just|only|nothing but
        no|little|low|zero|without|lowest .. status|standing|prestige|clout|kudos|esteem|street cred
        status|standing|prestige .. low|zero|nil|none|not|*n't
        no|not|*n't|little|zero|without . get|any|much|feel|are|is| . respect|respected|recognition|recognised|valued
            |appreciated|appreciation
        not|*n't|nobody|never .. a real job|real work|a proper job|proper work|a real profession|a profession|a career
            |a skilled|real skill|as experts|as professionals
        =last . to know|to hear|to be told
        not|*n't|never|nobody . get|been|are|were|is|ever| . invited|invite|invites|asked along|asked to the
        no|not|*n't|never .. seat at|part of the real|at the table|in the room
        =seen|see|sees|view*|viewed|regard*|regarded|treat*|treated|think of . up here|here|by . most
            |everyone| .. as . a|the|just|somewhere|an|people . place|cost|nuisance|overhead|place where|burden|drain
            |problem|lesser|add-on|extra|formality|nobody|dumping|who only|who just
        =where . they|you|people . put|send|end up|dump|start .. when|people|who|if|until
        =lowest|bottom|lower . grade|scale|band|paid|rung|pay
        =oldest|leftover|hand-me-down . chairs|desks|computers|building
        girls|boys|lasses|lads|ladies . on|from . the . phone|phones|desk|switchboard & to|we're|call|just|only|they
        put . you|people|them|someone . on . the . phones|desk
        everyone|everybody .. invited . except . us|the
        except . us
        as if|as though|like . we|we're|i|they . were|are|was| . a|an|the| . answering machine|switchboard|robot
            |furniture|parrot|machine|conveyor
        not . a . career
        parrot|monkey|robot|child|machine . could|can
        no . doctor|manager|director|engineer|surgeon|consultant .. ask|listen*
        to . the|them|most . doctors|consultants|surgeons|engineers|lawyers|underwriters|managers|rest|planners
            |others . we're|we are|i'm|you're
        we're|i'm|they're|you're . the|just|only|nobody|a|nothing . phone|phones|desk|front|voice|number|lot
        we're . just|only|nobody|nothing
        just . the|a . phone|phones|desk|clerk|agent|receptionist*|front desk|helpdesk|call handler*|call centre
            |contact centre
        only . the|a . phone|phones|desk|clerk|agent|receptionist*|helpdesk|call handler*
        nobody . asks|listens to|thinks of|invites|tells . us|the|a|me
        not|*n't|never . think . of|to . us|ask . as|
        not|*n't . see . us|it|the . as|phones
        talk|talks|talked|speak|speaks . down|over . to|our heads
        talked down to
        not|*n't . count . for|as
        bottom . of . the . heap|pile|pecking|ladder|list|food
        poor . relations|relation|cousins
        somebody|anyone|anybody|someone . off the street
        off the street
        a . trained . monkey|chimp
        don't|doesn't . even . know . our|my . name|names|we
        not|*n't . know . we . exist
        even . exist
        introduced . as . one of|the|a
        careers . go . to . die
        last . to . get . new|any|a|the
        walk|walks|walked . straight|right| . past . us|me|our|the desk
        not|*n't|never . say . hello|good morning
        opinion|opinions|view|views|word|voice . doesn't|don't|counts|count|carries . count|matter|for nothing
            |for little|no weight|weight
        pecking order|food chain
        lower|below|beneath . than|the . cleaners|porters|car park|canteen|cat
        pick up the phone|answer the phone . all|that's all|and that's|how hard
        not|*n't . brain*|brains
    """,
    "turnover": """
        =come and go|comes and goes|coming and going
        <staff> .. <leave> &! <customer> &! say|said|satisfied
            |happy &! why &! messages &! left to &! left over &! left in &! left them
        <num> .. left|gone|quit|resigned|leaving|leavers|walked
            |have gone &! <customer> &! minutes &! left over &! left to &! left in
        not|*n't|never|hardly|nobody|no one|few . ever| . stay|stays|stayed|stick|sticks|last|lasts
            |stick around &! <customer>
        stay|stays|stayed|last|lasts|average|tenure|do . about|maybe|for|around|on average|roughly|is|of| . a year
            |half a year|a couple of years|two years|<num> . months|a month|<num> . weeks &! <customer>
        after|within|in .. <num>|a|half a|six . months|month|year|weeks|years .. gone|leave|left|off|move|moved|moves
            |quit|they go|looking &! <customer>
        <num>|a|half a . months|month|year|weeks .. and . they're|they|he's|she's|then|you're|it's . gone|off|leave
            |left|move|go|someone|quit
        average|typical . tenure|stay|agent|handler
        <knowledge> .. walk*|leave*|left|goes with|gone|lost|lose|loses|disappear*|vanish*|drain*|leak*|out the door
            |with them|with her|with him|heads|head
        walk|walks|walked . straight|right| . out . the|of . door|here|building
        lose|losing|lost|loses . all|good|so much|so many|half|experienced|<num>| . knowledge|expertise|experience
            |memory|people|staff|colleagues|nurses|of them|of my|of the team|agents|handlers &! <customer>
        =start*|starting|begin|back . all|over|again|right| . from|to . scratch|zero|square one
        =all over again|from scratch again
        =always|constantly|forever|perpetually . training|recruiting|hiring|inducting|onboarding|interviewing
            |advertising
        =new . face|faces|person|people|contact|name|names|starters|batch|intake|lot . every|each|all the time|again
            |constantly
        =every|each . time|few months|six months|month|year|quarter|couple of months|couple of weeks|call
            |week .. someone new|someone different|somebody new|somebody different|a new|new faces|different person
            |another one
        =different|another|new . person|face|name|contact|manager|planner|handler|adviser|account manager . every|each
        =third|fourth|fifth|sixth|seventh . manager|team leader|contact|head|director|boss|planner|supervisor
            |one .. in|since|this
        =off . long-term|long term|with stress|sick for
        =<num> . off sick|on sick leave|signed off|off with|long-term sick|people off
        =they've|they're|he's|she's|everyone's|everybody's . all|both| . left|gone|moved on|quit &! if|when|home
        =retire|retires|retired|retirement|retiring & knowledge|knows|gone|soon|head|nobody|went|with him|with her
        agency|temps|temporary|contractors|seasonal .. leave|gone|come and go|turnover|change|rotating
        =when . she|he|they|someone|people . left|leave|leaves|went|goes|retired|retire .. went|gone|with|nobody
            |no one|lost|stopped|knew|knows
        =learn* . their|the . names
        =can't get people|can't get staff|can't recruit|can't fill
        just . when|as . they|he|she|somebody|someone . get|gets|got|know|knows|is|are|start . the|it|up| .. off|gone
            |leave|left|away
        <num> . different . contacts|managers|people|team leaders|names|handlers|account managers
        off . with . stress
        train|training . new . people|starters|staff|ones|recruits
        they're|he's|she's . off|away|gone . again|after|within|by
        and . they're|he's|she's . away|off|gone
        everything . she|he|they . knew|know
        <num>|third|fourth|fifth|sixth|umpteenth . <role> . in|since|within|over . <num>|a|the|this|i|as many|eighteen
            |january|last
        third|fourth|fifth|sixth|seventh|umpteenth . <role>
        no|not|*n't|never|nobody|no one|none .. longer|more . than . a|two|<num>|eighteen|six . year|years|months
            |month
        not|*n't|never . stay|stays|around|here|last . long . enough|
        gone|leave|left|leaving|off|quit|out . before . they|they've|you|you've|the|i've|anyone
        people|folk|faces|staff|they . come . and|they . go
        average|typically|on average|usually . <num>|a|six|eighteen . months|month|weeks
        under|less than . a . year . in|on|here|of|with
        been . here . less|under|six|a few
        as . soon . as . they . know|learn|can|are|get
        takes|took . it|everything|that|all . with . them|her|him
        everyone . who . knew|remembers|understood . left|has|is|gone
        no|not|*n't|never|without . a|any|proper| . handover|hand-over
        replacement*|replaced .. again|twice|never|yet|third|already
        interim|acting . manager|head|director|team leader|lead
        is . a . long . time . here|in this|for us|in here
        longest . serving
        longest-serving
        more . an hour|a month . at|down|elsewhere|somewhere
        lose|losing|lost . one|two|three|someone|a nurse|a good|<num> . a|every|per . month|week|year|quarter
        better . paid|pay . elsewhere|jobs|somewhere|down the road
        burn . out . and|after|within|by
        hardly . anyone|anybody . left|who|from
        all . the . experience . gone|has|walks|left
        never . the . same . person|name|voice
        not|*n't . know . their|anyone's|the . names
        haemorrhag*|hemorrhag*|bleeding . staff|people|experience|
    """,
    "not_listening": """
        not|*n't|never|nobody|no one|don't|hardly . really|actually|ever|want to|even| . listen|listens|listened
            |listening
        not|*n't|never|hardly|once . seen|see|had|met . a|the|our|my|any . <boss> .. here|down|on|around|once|ever|in
        never|not|*n't|nobody|hardly . been|come|comes|came|set foot|seen . down|on|in|here|to . here|the floor
            |this floor|floor|see us|visit|
        not|*n't|never . feel|felt|been|feels . supported|heard|backed|listened|taken
        feel|felt|feels|are|were|get|gets|got|being . completely|totally|just|a bit|so| . unsupported|unheard|ignored
            |abandoned|let down|fobbed off|brushed off|dismissed|overruled
        =talk*|speak*|speaking . to . a|the . wall
        =hang|hung|left|leave . us|me|you|them . out|hanging|out to dry
        =under the bus
        =nod|nods|nodded|nodding . politely|along|sagely|and|but|then .. and|but|nothing|next|then|move*|carry
            |forget*|
        =wave*|waved|shrug*|shrugged|bat*|batted|fob*|fobbed|laugh*|laughed . it|us|me|that|them . off|away|aside
        <boss> .. dismiss|dismisses|dismissed|ignore|ignores|ignored|overrule*
        not|*n't|nobody|never . want|wants|wanted . to . know|hear|see|listen
        not|*n't|no|never|little . really|very|particularly|any|even| . interested in|interest in|interest from
            |interest upstairs|curious
        <boss> .. only . want|wants|interested|interest|care*|see|come|comes|ask|asks|hear|look|turn*|shows
        only . want|wants . good news|to hear|the positive|positive|the headlines|headlines
        =good news only|good-news culture|don't bring me problems|bring solutions|be positive|stay positive
            |don't be negative|so negative|not to moan|stop moaning|whinge*|whining|moaners|moaning
        =minds are made up|mind's made up|minds made up|already decided|already been decided
        =decided|made .. without . asking|us|consult*|any of us|anyone
        not|*n't|never|nobody|no one . ever|been|once|even| . consulted|asked us|asked me|ask us|asks us|asks me
            |ask me|asked for our
        =however often|however many times|no matter how often|no matter how many
        =raised|said|told|flagged|mentioned|asked|brought up|reported .. <num> . times|years
        =raised|said|told|flagged|mentioned|asked|brought . it|this|that|them . three|four|five|twice|again and again
            |every year|every month|for years|over and over|time and again
        =for years . we've|i've|we|i . said|say|been saying|asked|raised|told
        =told . to|me|us|we . get on|just get|stop|not to|be quiet|we're|i'm . with it|with|too|moan*|complain*|
        =nothing . changes|changed|ever changes|ever changed
        =read it . in|on . the|intranet|paper
        =left . to . our|their|my . own devices|to fend
        =has|have|had|got . your|our|my|their . back & <no>
        came|come|taken|got . off . the agenda|it came
        on . the agenda .. came off|taken off|dropped|off
        pat . on . the . back|head
        carries on|carried on|goes on|went on . as . before|normal|usual|if
        never|not|haven't|*n't . seen . anyone|anybody|one|a soul . from . <boss>
        <boss>|they|upstairs . call|calls|called . it|that|us . moaning|whingeing|noise|negative|difficult|a moan
        survey .. nothing|never|same|drawer
        you're|i'm . the . difficult|awkward|negative . one
        decided . long|already|weeks|months . before|ago
        on . your|our|my . own & don't|nobody|no one|basically|upstairs|above
        <boss> .. on . his|her|their . phone|laptop
        town hall*|staff meeting*|listening session*|suggestion box . and|nothing|same|smiles
        heard . it . all|before
        told . them|him|her|the board|management|upstairs . and|so many|again|years|<num>
        not|*n't|never|nobody . take . it|any|a blind bit| . notice|on board|up|seriously upstairs
        blind . bit . of . notice
        not|*n't|never . get . an audience|through|past|anywhere|a hearing
        get . nowhere|short shrift
        into . the . long . grass
        swept|sweep|brushed . under
        lone voice|voice in the wilderness|crying in the wilderness
        <boss> .. wouldn't|doesn't|don't|didn't|never|hasn't|haven't .. know|knows|ask|asked|come|came|been|reply|read
            |want|listen|care|understand|answer|set
        never . see . them|him|her|anyone|the <boss> . down|here|on
        no . support|backing|backup . from|at|when|
        not|*n't|never . back|support|stand by|stand up for . us|you|me|our
        left . to . it|cope|get on|manage|sink
        sink . or . swim
        eyes . glaze|roll|rolled|glazed
        glaze . over
        lose . interest
        what . the|she|he|they . wants|want . to . hear
        shoot . the . messenger
        going to do|do|does|do it|planned . anyway &! i|we
        made up . their|his|her . mind|minds
        thank*|thanked . for . my|your|our|the . input|feedback|contribution|honesty
        like . talking|speaking|shouting . to|at
        not|*n't|never . sat|sits|sit . with|next to|in on|in with . us|a|the|me|
        from . a|their . spreadsheet|dashboard|ivory|armchair|office upstairs
        on . their|his|her|anyone's . radar
        stopped|given up|gave up|tired of|sick of . saying|telling|asking|raising|trying|bothering|reporting it
            |banging
        no point . in| . saying|telling|raising|asking|trying|complaining
        keep . my|your|our . mouth|mouths|head|heads . shut|down
        banging . my|our|your . head
        over . our|my . heads|head
    """,
}  # fmt: skip

# Said so, it mostly means this.
LIKELY = {
    "efficiency_kpis": """
        <measured> & <efficiency>
        hit|hitting|make|making|meet|meeting . the|our|their|my| . targets|target|numbers|quota|sla|kpis
        cheaper|cheapest|too expensive|save money|cost-cutting|cost cutting|cost reduction|budget cuts|cutbacks
            |savings
        looks at|look at|looking at|care about|cares about .. <efficiency>
        incentive to
        <efficiency> . and| . <efficiency>
        numbers
        timed|stopwatch|clocked
        toilet break*|comfort break*
        the . only . number|figure|thing . that . matters|counts
        number . of . calls|contacts|tickets|cases|claims . is|was|that|per|closed|handled & target|measure*|all|only
            |look*|judge*|matters
        cheaper|cheapest|saving|savings|save money . is|that's|target|first|
        average . speed|time|call|length|handling|wait & target|measure*|all|look*|judge*|every|weekly|monthly|report*
        stats
    """,
    "no_mandate": """
        can't|cannot|couldn't|not allowed ... <decide>
        escalate|escalated|escalating|run it past|run it by|clear it with|ask permission|ask my
        red tape|bureaucra*|paperwork|hoops|governance
        told .. exactly|what . to . say
        rapped|told off|slap on the wrist|get into trouble|in trouble
        <num> . layers|signatures|committees|approvals|levels
        only . my|the|a . <above> . can|may|could|is allowed
        need|needs|have to|has to|must .. <above>
        policy is policy|the rules are
        anything . above|over|beyond . <num>|that
        limit . is . <num>
        policy . says|won't|doesn't
        greyed . out|
        told off|hauled in|hauled over|carpeted|disciplinary|written up . if|for|
        not|*n't . a|any|one|single . thing . i|we . can . do
        nothing . i|we . can . do
        powerless|toothless|rubber-stamp
        have . to . say . no
    """,
    "no_channel": """
        no|not|*n't .. <route>
        <unknown> .. who|where
        word of mouth|by chance|by accident|bump into|in the corridor|coffee machine|water cooler|goodwill of
        notebook|scribble|in my head|jot
        everyone does|everybody does|each does . it|their
        other|miscellaneous . category|box|code|option
        i|we . put|choose|pick|tick|select|use . other|miscellaneous|general
        stays|stops|ends|sits . with . me|us
        make|making|made . it . up . as
        ad hoc|hit and miss|hit-and-miss|pot luck|potluck|lucky dip|pure luck|down to luck|sheer luck
        no|not|haven't|*n't . a|any|got a|have a| . name|contact|contacts . there|at|in|for|over
        homeless|orphan|orphaned|no home
        informal|informally|favours|favour . only|all|purely|by|
    """,
    "no_reply": """
        nobody|no one|no-one .. reads|read|looks|look
        dead end|dies there|died there|dies a death|peters out|fizzles out
        last . we|i|you|they . hear|see|heard|saw
        end of . it|story|the line
        goes|go|send|sends|sent .. and that's it
    """,
    "silo": """
        each|every . department|team|director|division|unit|function|ward .. own|its|their
        departments|teams|wards|units .. not|*n't|never .. each|together|talk
        mistrust|distrust|suspicion|suspicious
        bounce*|bounced|ping-pong|pinball|passed . around|between|back and forth
        information is power|knowledge is power
        not|*n't|never|won't . share|shares|sharing
        own thing|own systems|own way|own world|own business
        theirs|their stuff|ours .. not|and
        don't talk|not speaking|don't mix
        their own .. spreadsheet|list|database|system
        each|every|everyone|everybody .. own
        runs|run . their|his|her|its . own
        =separate|different|two|other|parallel . world|worlds|planet|planets|universe|universes|countries|companies
            |organisations
        =hands off|keep off|keep out
        =behind closed doors|drawbridge|shut the door
        not ours
        guarded|guarding|territorial|possessive|protective . about|of|over|
        think|thinks . in . departments|specialties|their
        nobody . sees . the . whole|patient
        whole . picture
        who . pays|owns . the|for & argue|fight
        arm's length
        stay . in . their|your . lane|box
    """,
    "no_time": """
        busy|workload & too|so|not|*n't
        backlog|backlogs|long queue|waiting list
        more important|other things|other work|other priorities
        years|months|weeks .. sitting|open|waiting|queue
        who has the time|who's got the time
        when would|when am i|when are we
        after hours|overtime|evenings
        in between|between calls|between two
        =bigger fish|more urgent|more pressing
        skeleton
        <waits>
        on . top . of . everything|my|our|all
        forty|fifty|sixty . hours|hour week
        someday|one day|some day|when things calm|when it calms|when things quieten
    """,
    "low_status": """
        phone people|the phone lot|the phone girls|the girls|call takers|basement|headset*|switchboard|receptionist*
            |sink|answering machine|answering service|portakabin
        just .. the|a . phone|phones|desk|counter
        roll their eyes|rolls her eyes|rolls his eyes|rolling their eyes
        laugh|joke|jokes|joked . about|at . us|the phones|call
        not .. for insight|a source
        place where . calls|complaints
        bottom|lowest
        grows up wanting|dreams of|aspires to
        nobody asks|no one asks|don't ask . us|them|the
        stopgap|stop-gap|stepping stone|starter job|student job
        hand-me-downs|leftovers|the chairs nobody|didn't want
        afterthought|footnote
        treat*|treated . us|me|them|you|the team|like . like|as|
        call|calls . it . answering|just
        rocket science
        the . help|hired help
        tea lady|skivvy|furniture
        invisible|ghosts . to|here|
    """,
    "turnover": """
        <num> .. left|gone|leaving
        induction|inducting|onboarding|training . new|people|again|them|up
        months later|months in|year later .. gone|left|they're|leave
        nobody|no one|hardly anyone|few .. still . here|there
        longest-serving|longest serving
        agency staff|temps|on temporary contracts
        by the time .. gone|left|leave|moved|know|trained
        since . she|he . left|retired|went
        =retrain*|re-train*|always training|constantly training|training new|training people up
            |induction after induction|forever recruiting|always recruiting|constantly recruiting
        sickness|sick leave|absence|absenteeism|sick rate .. is|at|high|rate|through|running|percent|per cent|of
            |level*|<num>|
        =still here|still there|are left|is left|left standing &! customers
        =vacanc*|unfilled .. <num>|months|years|open|still|
        never|not|*n't .. the same . person|face|one . twice|two
        the . ones . who . knew|know . are|have|left|gone
        staffing . is|crisis|nightmare|problem
        rota . is|gaps|full of
        post|desk|chair|seat|role|position|job . has|'s|is| . been|still| . empty|vacant|open|unfilled
        bank staff|locum*|agency staff
    """,
    "not_listening": """
        <boss> .. not|*n't|never|nobody
        <boss> .. only
        not|*n't|never . heard
        not|*n't|never . understand|understands|appreciate|get . what|how . it|we|us
        miles away|ivory tower|out of touch|remote from|detached|top floor|another planet
        on our own|on your own|on their own
        what's the point|no point|why bother|waste of breath|save your breath|given up
        politely|polite|pat on the head|thanked me|thank you for sharing
        then it's . the . figures|money|budget|finances|numbers|next
        no|not|*n't|little|zero . get|have|feel|any|much|real| . backing|support from|supported|backed|back-up from
            |backed up|support &! support desk
        =shrug|shrugs|shrugged|eye-roll
        =next slide|next item|moved on|moves on|move on to|changed the subject|changes the subject|any other business
            |taken off the agenda|off the agenda|bottom of the agenda
        =just noise|that's noise|anecdotal|anecdotes|anecdote|isolated incidents|isolated cases|one-offs|teething
        one-offs|one-off|isolated
        <boss> . is|are . never|nowhere|not . here|seen|around|interested|to be
        bad news
        couldn't care less|don't give a|doesn't give a|not bothered|can't be bothered|not bovvered
        whatever . you|i|we . say|said|do
        rubber-stamp|rubber stamped|done deal|fait accompli
        nobody . wants . to . know|hear
        bounces|bounced . off
        only . time . we|you|i . see|hear
    """,
}  # fmt: skip

# Says this only in answer to a question about it. (Hearing nothing back is a relation, and none of these.)
ASKED = {
    "efficiency_kpis": """
        <efficiency>
        how . fast|quick|quickly|many
        <num> . minutes|seconds|percent|per cent
        <num> . a . day|shift|hour|week
        queue|waiting|list
    """,
    "no_mandate": """
        not|*n't . really|much|without|me|allowed|ours
        have to|has to|must|only
        script|procedure|limits|limited
        <approval>
        so much as|not even|barely
        duty manager|that's . the . <above>
        voucher|apolog*|sorry
    """,
    "no_channel": """
        <unknown>
        nowhere|nobody|there's no|isn't anywhere|good question|it depends
        nowhere|in particular|who knows|your guess
    """,
    "silo": """
        separate|apart
        frosty|strained|poor|cagey|chilly|badly|not much|not really|civil|hardly
    """,
    "no_time": """
        busy|full|pile|backlog|migration|flat out
        when i can|when there's time|if i get|if there's time|every third|every other|once in a
        two|one|three . of . them|us
    """,
    "low_status": """
        bottom|lower|lowest|nuisance|pain|burden|cost|basement|joke|jokes|last|least
        as . the|a|an|people|somewhere|something|somebody
        they . don't|hardly
        not much|not very|not highly|don't get me started
    """,
    "turnover": """
        months|weeks|a year|two years|eighteen|year or so|year and a half|half a year
        not long
        percent|per cent
        high|terrible|awful|huge|dreadful
        <leave>
        last . until|till
        good ones
        new ones
    """,
    "not_listening": """
        never|hardly|not really
        only . when|if
        up to a point|selective*|politely|polite|limited
        write it down|nod|smile|then it's|once a year|photo|on paper|in theory
        twice|three|four|five|several|many|countless . times|a year|a month|years
        for years|every year|every time
    """,
}  # fmt: skip

# Questions whose answer tells: what the interviewer asks about.
QUESTIONS = {
    "efficiency_kpis": """
        what|how|which ... measured|judged|assessed|rated|scored|targeted|managed|steered|evaluated|appraised|rewarded
            |tracked|monitored
        what ... measure|judge|assess|look at|looking at|looking for|watch|track|care about|expect ... you|team|boss
            |manager|board|pack|director|them|people|
        kpi*|targets|target|metrics|metric|goals|objectives|scorecard|dashboard|bonus
        what .. counts|matters|does success|is success|good look|success look
        numbers .. you|your
        what .. boss|manager|director|management|leadership .. want|wants|care|ask|asks|look|looks
        bottom line|budget|cost
        hold you to|held to|gets you in trouble|doing well|good month|good week|first number|look at first
            |on your dashboard|pressure
        what .. do they|does she|does he . want|see|ask|look|count|watch|report
        what|which . number|numbers|figure|figures . do|does|did|is|are|matter|count|would
        a . good . day|week|month|quarter|year
        expected . of
        one-to-one|one-to-ones|appraisal|performance review
        wallboard|on the wall|on the screen
    """,
    "no_mandate": """
        can|could|may ... yourself|yourselves|themselves|himself|herself|on your own|on the spot|there and then
        do|are . you ... yourself|on your own|on the spot
        allowed|authority|mandate|discretion|empowered|freedom|leeway|autonomy|permission|permitted|remit
        room|scope|space|budget .. to|for|of
        can|could|are .. you|they|agents|your|staff ... <decide>
        who .. decides|decide|approves|signs
        what .. can .. you|they .. do
        how much .. say|power|influence|control
        what can you|how far can|what could you|put that right|put it right|make it right|would it take
            |sort it yourself|fix it|step in
        able . to
        up to you
        get to . decide|choose|say
        your . limit
        free . to
        a say|have . a . say
        sign|signs|signed . that|it|off
    """,
    "no_channel": """
        where .. does|do|would|should|could|can ... go|put|send|take|end|land
        who .. do|does|would|should|could|can .. you|they|one|people|agents|someone ... <belongs>
        who .. owns|responsible|in charge|looks after
        is .. there .. a|any .. place|channel|form|route|way|process|system|person|owner|inbox
        somewhere|anywhere .. to|for|that|you
        pick|picks . that|it|those . up
        idea|ideas|suggestion*|niggle* .. what|where|who|how|go|happens|do
        what|where|who|how ... idea|ideas|suggestion*
        who'd|where'd . you
    """,
    "silo": """
        work|working . together|with|on that
        departments|teams|wards .. together|cooperate|talk
        collaborat*|cooperat*|co-operat*|relationship|relations
        talk .. to .. each other|one another
        get on . with|together|
        why . don't|doesn't . they|she|he
        across . departments|specialties|teams|wards|the organisation
        ever . meet|met|sit down
        help . each other|you out
    """,
    "no_time": """
        time .. to|for|
        capacity|bandwidth|resource*|enough people|staffed
        get .. round|around .. to|
        why .. does|do|is|are|don't|doesn't|didn't|haven't|not|so
        what's .. stopping|holding|in the way|the bottleneck|the problem
        what .. stops|stopping|holds|gets .. in the way|
        how .. busy
        how come
        what . stops|happens to those|holds
        get to . them|it|those|that
        who . reads|looks|reads
        sit|sits|lie|pile
        how . quickly|soon|often . do|does|would|can . you|they|anyone . get|look|read|answer
        room . for
        when . do . you . do|read|look
        backlog|pile
    """,
    "low_status": """
        how .. is|are|do|does ... seen|viewed|regarded|treated|see|view|regard|perceived|thought of|look
        reputation|image|status|standing|respect|valued|appreciated|seriously
        what .. do|does ... think .. of|about
        how .. do .. people|others|they ... look|see|talk|think|view
        part of . the . organisation|team|company|business|hospital
        make of you|think of you|look at you|treat you
        on . the . phones
        respected|recognised|proud
        respect|pecking order|hierarchy|ladder
        say . where . you . work
    """,
    "turnover": """
        how long .. do|does|have|has|are|people|they .. stay|last|been|stick|keep|work
        do .. they|people|staff|agents ... stay|stick around|last|leave
        turnover|attrition|retention|absence|sickness|sick
        people|staff|they .. leave|leaving|stay
        keep .. people|staff|them|hold
        how many .. leave|left|leavers|new
        staffing|vacancies|stable|team like|holding up|new people|tenure|how's the team|people like
        who .. been here
        same|familiar|new . faces|people|colleagues|starters|names
        churn|many leavers
    """,
    "not_listening": """
        listen|listens|listened|listening
        support*|backing|backed
        <boss> ... think|respond|react|interested|care|listen|interest|make of|involved|visit|want
        upstairs|at the top|higher up|from above
        feel .. heard|listened|supported
        have you . told|raised|said|asked|tried|mentioned|taken
        tell|told|raise|raised .. <boss>
        what .. say|said|happened .. raised|told|upstairs|<boss>
        reach|reaches|get|gets . to| . the top
        what . did . they|he|she . say
        take . it|that . up|further|on board
    """,
}  # fmt: skip

# Questions for a reason: any barrier may be the answer.
WHY = """
    why|how come|what's stopping|what stops|what's behind
    in . the . way
    what . is|makes|holds|keeps .. hard|difficult|back|stuck|from
    what's|what . is . the| . problem|snag|catch|obstacle|bottleneck|hardest|biggest
    put . that|it . down . to
    frustrat*|annoys|bothers|wrong
    what . would|could .. change|fix
"""

# How an answer denies what was asked.
NAY = """
    no, nope, nah, naw, never, not really, not at all, not much, not often, hardly, barely, rarely, seldom, nothing,
    none, zero, god no, lord no, oh no, no no, not exactly, not from us, no chance, fat chance, if only, i wish,
    we wish, in theory, on paper, god, ha, you're joking, you must be joking, are you joking, not a thing,
    not a chance, little, not so much, no idea
"""

# A sentence that takes back the one before it.
TAKEN_BACK = """
    not any more|not anymore|no longer|not now|not these days
    that's|it's|that . is|has|'s| . all|now|since|much| . changed|fixed|sorted|better|gone|over|history|improved
        |behind
    it's better now|much better now|got better|better these days
    thankfully|luckily|fortunately . that|it|not|we
    but . that . was|has|is . then|changed|sorted|years|before
    now|nowadays|these days . we|they|it|there . do|have|is|are|does|has|there's
"""

# What a sentence with one of these says is no fact of today, of this organisation.
NO_FACT = """
    no|not an|isn't a . issue|problem|bother|trouble . there|for us|with that|at all| &! problem of
    used to|back then|back when|in the old days|in those days|years ago|previously|formerly &! now|nowadays|still
        |these days
    no longer|not anymore|not any more
    any longer
    sorted .. now|out
    previous|last|old|former .. company|job|employer|firm|place|organisation
    if|suppose|supposing|imagine|what if & would|could|might|*'d|wouldn't &! wouldn't . know|have
    plan|plans|planning|planned|hopefully|intend
    next .. year|month|quarter|week &! until
    going to .. change|introduce|start
    not true|rubbish that|nonsense
    worried|afraid .. that
    until|till . last|two|three|a|the|# . year|years|summer|winter|spring|autumn|few|new
    when . i|we . first|started|began|joined|came|arrived
    my . wife|husband|sister|brother|son|daughter|neighbour|mum|dad|partner|friend|mother|father
    other|another|different . hospital|hospitals|insurer|council|company|trust|employer|organisation|councils
    some people say|people assume|you'd think|people think|everyone thinks
    not . true|the case|like that
"""
# What denies the clause that it stands in.
DENIED = "not, *n't, no, never, nobody, nothing, none, hardly, barely, rarely, seldom, neither, nowhere, cannot, nae"
