"""English verbs of passing, hearing and reporting back."""

from __future__ import annotations

# present forms | participle | past forms | particle=sense …  ("-" stands for no particle)
VERBS = """
send sends sending | sent | | -=give on=give over=give along=give through=give up=give across=give back=reply
pass passes passing | passed |  | on=give along=give over=give up=give through=give
pass passes passing | passed |  | across=give down=give back=reply to=give
forward forwards forwarding | forwarded | | -=give on=give
share shares sharing | shared | | -=share
report reports reporting | reported | | back=reply up=give -=give
escalate escalates escalating relay relays relaying route routes | escalated relayed routed |  | -=give back=reply
routing funnel funnels channel channels cascade cascades | funnelled channelled cascaded |  | -=give back=reply
flag flags flagging raise raises raising | flagged raised | | -=give
log logs logging | logged | | -=place
table tables tabling | tabled | | -=place
swap swaps exchange exchanges exchanging | swapped exchanged | | -=share
discuss discusses discussing | discussed | | -=share
refer refers referring direct directs transfer transfers | referred directed transferred | | on=give over=give -=place
mention mentions mentioning | mentioned | | -=place
open opens opening lodge lodges lodging | opened lodged | | up=nothing -=place
fill fills filling | filled | | in=place out=place
shoot shoots shooting slip slips slipping hand-deliver | slipped | shot | over=give across=give -=give
revert reverts reverting | reverted | | -=answer
communicate communicates communicating | communicated | | back=reply -=tell
keep keeps keeping | kept | | posted=reply informed=reply updated=reply loop=reply date=reply -=place
comment comments commenting react reacts reacting | commented reacted | | back=reply -=answer
pop pops popping nip nips stroll | popped nipped | | over=visit round=visit in=visit by=visit down=visit
loop loops looping rope ropes | looped roped | | in=tell back=reply
alert alerts alerting tip tips | alerted tipped | | off=tell -=tell
bring brings bringing take takes taking | brought taken | took | up=place to=place back=reply -=place
stick sticks sticking plonk plonks pile piles | stuck plonked piled | | in=place on=place -=place
walk walks walking run runs running | walked | ran | through=share over=place past=place by=place
chat chats talk talks talking speak speaks sit sits | talked spoken | spoke sat | down=share through=share about=share
 | had | | -=get
submit submits submitting | submitted | | -=give
feed feeds feeding | fed | | in=give into=give through=give up=give back=feedback -=give
hand hands handing | handed | | on=give over=give off=give in=give up=give
email emails e-mail e-mails mail mails emailing | emailed e-mailed mailed |  | -=give back=reply
mailing ping pings pinging text texts | pinged texted |  | -=give back=reply
copy copies cc cc's copying | copied cc'd | | -=give
push pushes pushing | pushed |  | over=give across=give on=give up=give off=give in=place -=place
shove shoves bung | shoved |  | over=give across=give on=give up=give off=give in=place -=place
bungs bunging chuck | bunged |  | over=give across=give on=give up=give off=give in=place -=place
chucks chucking | chucked |  | over=give across=give on=give up=give off=give in=place -=place
dump dumps dumping fire fires | dumped fired |  | over=give across=give on=give up=give off=give in=place -=place
firing lob lobs sling slings | lobbed |  | over=give across=give on=give up=give off=give in=place -=place
throw throws throwing | thrown | threw | over=give in=place -=place
bring brings bringing take | brought taken | took | back=reply up=place to=place -=place
takes taking carry carries | carried |  | back=reply up=place to=place -=place
put puts putting drop drops | put dropped |  | back=reply through=place in=place -=place
dropping post posts posting | posted |  | back=reply through=place in=place -=place
kick kicks kicking bounce bounces bouncing | kicked bounced | | over=give up=give on=give back=return
present presents presenting supply supplies | presented supplied |  | -=tell
provide provides deliver delivers | provided delivered |  | -=tell
give gives giving | given | gave | back=reply over=give -=tell
tell tells telling | told | | back=reply -=tell
let lets letting | let | | know=tell -=nothing
inform informs informing notify notifies notifying | informed notified |  | -=tell back=reply
brief briefs briefing update updates updating | briefed updated |  | -=tell back=reply
say says saying | said | | -=say
write writes writing | written | wrote | back=reply up=place in=contact -=contact
ring rings ringing phone phones | rung phoned | rang | back=reply through=give over=give in=give -=contact
call calls calling phoning | called | | back=reply through=give over=give in=give -=contact
stop stops grab grabs collar collars buttonhole | stopped grabbed | | -=contact
run runs running walk walks | | ran | through=share
complain complains complaining | complained | | -=contact
approach approaches contact contacts contacting message messages messaging | approached contacted messaged | | -=contact
reply replies replying respond responds | replied responded |  | back=reply -=answer
responding answer answers answering | answered |  | back=reply -=answer
acknowledge acknowledges | acknowledged | | -=answer
circle circles circling loop loops looping | circled looped | | back=reply
close closes closing | closed | | loop=reply
come comes coming | | came | back=reply over=move through=move in=move across=move up=move down=move via=move -=move
go goes going | gone | went | back=reply over=move through=move across=move up=move straight=move -=move
land lands landing arrive arrives arriving | landed arrived | | -=move
end ends ending wind winds | ended wound | | up=move
flow flows flowing trickle trickles trickling | flowed trickled |  | through=move up=move down=move back=move -=move
filter filters filtering travel travels | filtered |  | through=move up=move down=move back=move -=move
make makes making | made | | way=move it=move
find finds finding | found | | way=move
reach reaches reaching | reached | | -=reach
get gets getting | gotten | got | back=reply through=get_through to=get_to -=get
receive receives receiving | received | | back=hear -=get
hear hears hearing | heard | | back=hear -=get
see sees seeing | seen | saw | back=hear -=see
pick picks picking collect collects | picked collected |  | up=collect -=collect
collecting gather gathers gathering | gathered |  | up=collect -=collect
"""
AUXILIARIES = frozenset("""
    is are be being been was were get gets getting got it's that's they're we're i'm isn't aren't have has i've
    we've they've haven't hasn't having you've had hadn't somebody's someone's nobody's one's anyone's do does
    don't doesn't will won't would can can't could should might may must i'll we'll they'll it'll to
""".split())
