// Everyday English. A word of this list is never taken for a misspelt name or a misspelt staffing word:
// "weather" is not "whether", "poem" is not a person. It explains nothing; it only stops guessing.

export const COMMON_WORDS = `
ability able above abroad absence absolute academic accept access accident account accurate achieve acid across act active actor actress actual adapt
address admire admit adult advance adventure affair affect afford afraid afternoon age agent ago agree air airport alarm album alcohol alert alien alive allow
almost alone alphabet already alternative although always amazing ambition america amount analyse ancient angel anger angle angry animal anniversary announce
annual answer anxious apart apartment apology appeal apple application apply appoint approach approve area argue argument arm army around arrange arrest arrive
art article artist ashamed aside ask asleep aspect asset assist assume athlete atmosphere attack attempt attend attention attitude attract aunt author autumn
average avoid awake award aware awful baby back bacon bad bag bake ball banana band bank bar bare bark barrel base baseball basic basket basketball bath battery
battle beach beam bear beard beat beautiful beauty because bed beef beer begin behave behind belief believe bell belt bench bend benefit best bet better bicycle
big bike bill bird birth birthday biscuit bite bitter black blame blank blanket blind blood blow blue board boat body boil bomb bond bone bonus book boot border bored
boring born borrow boss bottle bottom bowl box boy brain branch brave bread break breakfast breath breathe brick bridge brief bright brilliant bring broad broken
brother brown brush bucket bug build bull burger burn bury bus bush business butter button buy cable cake calculator calendar call calm camera camp campaign cancel
cancer candle candy capital captain car card care career careful carpet carrot cartoon case cash castle cat catch cathedral cause celebrate celebrity cell cent
central century ceremony chain chair chairman challenge champion chance channel chapter character charge charity charm chart chat cheap cheat cheese chef chemical
chess chest chicken chief child children chip chocolate choose church cigarette cinema circle citizen city civil claim class classic clean clever climate climb clock
close cloth clothes cloud club coach coal coast coat code coffee coin cold collect college colour color column combine comedy comfort command comment commercial
common compose computer concert condition confident confuse congress conscious consider contact contain contest context control convince cook cookie cool copper
corner corporate correct cotton cough council country couple courage court cousin cow crash crazy cream creature credit crew cricket crime criminal crisis critic
crop cross crowd cruel cry crypto culture cup cure curious currency curtain custom cute cycle dad daily damage dance danger dare dark darling dating daughter dead deaf deal
dear death debate debt decade decent decide deck decor deep deer defeat defend define degree delicious deliver dentist deny depend depth desert design desk dessert
destroy device devil diamond diary dictionary diet differ difficult dig dinner direct dirt dirty disaster disease dish display distance divorce dizzy doctor dog doll
dollar dolphin door dot doubt dragon drama draw dream dress drink drive driver drug drum dry duck due dumb dust duty each eagle ear early earn earth earthquake east easy eat economic
economy edge education egg elbow elect election electric elephant else concern concerns concerned emergency emotion emperor empire employ empty enemy energy engine english enjoy enormous enter
envelope environment equal error escape essay essential euro europe event evidence evil exam example excellent excite excuse exercise exist exit expect expense
expensive explode explore extreme eye face factory fail faith fall false fame family famous fan fancy fantastic far farm farmer fashion fast fat fate father fault
favourite favorite fear feature feed feel female fence festival fever fiction field fight film final finance finger fire fish fit flag flame flat flavour flight
float flood floor flour flower flu fly focus fog food fool foot football force foreign forest forever forget forgive fork form fortune forward fox frame free freedom freeze
french fresh friday friend frog front fruit fuel fun function funeral funny fur furniture future galaxy game garage garden garlic gas gate gather gender gene general
genius gentle geography german ghost giant gift girl girlfriend glad glass global glove goal goat god gold golf gone goodbye google gossip government grade grammar
grandmother grape grass grave great green grey grocery ground group grow guard guess guest guide guilty guitar gun guy habit hair haircut half hall hammer hand happen happy hard
harm hat hate head heal hear heart heat heaven heavy height hell helicopter hero hide high hill hire history hit hobby hockey hold hole holiday holy home homework honest honey
honour hook horror horse hospital hot hotel house huge human humour hungry hunt hurry hurt husband ice idea idiot ill illegal image imagine import impress income
increase industry infection inflation injury innocent insect inside insurance intelligence interest internet interview invent invest invite iron island jacket jail jam jazz jealous
jeans jewel joke journey joy judge juice jump jungle jury justice keen keyboard kick kid kill kind king kiss kitchen knee knife knock lab lady lake lamp land language laptop large
laugh law lawyer lazy leader leaf league leather lecture leg legal lemon lend lesson letter liar library lie life lift light lightning lion lip liquid literature little live
loan lobster local lock logic lonely long lose lost loud love lovely lover low luck lucky lunch luxury lyrics machine mad magazine magic mail main mall manner map marathon
market marriage marry massage match material math maths meal meaning meat medal medicine medium melody memory mental menu mercy mess message metal meter middle mile milk
million mind mine minister minute miracle mirror miss missile mission mistake mix model modern mom moment monday money monkey monster mood moon moral morning mortgage mother motor
mountain mouse mouth movie muscle museum music musician mystery narrow nation national nature near neck negative nervous nest net network neutral news newspaper night
nightmare noise normal north nose novel nuclear nurse nut ocean odd offer office officer oil old olympic onion opera opinion opposite orange orbit ordinary organ original outside oven
owner oxygen pack page pain paint pair palace pale pants paper parent paris park parliament partner party pass passenger passport password past pasta path patient pattern pause pay
payment payroll peace pencil pension pepper perfect perfume period permission pet philosophy phone photo physics piano picture pie pig pill pilot pink pipe pirate pizza place
planet plant plastic plate player pleasure plot pocket poem poet poetry poison police policy polite politician politics pollution pool poor pop pope popular population port positive
pot potato pound poverty powder power praise pray prayer pregnant president press pretty prevent price pride priest prime prince princess prison private prize produce profit
promise promotion proof proper property protest proud prove public punish pupil puppy purple purpose purse puzzle python quality queen quiet quote rabbit race radio rage rain rainbow rare rat
rate raw read real reality rebel receipt recipe record recover red refugee regret reject religion religious rely remember rent repeat reply rescue research respect
restaurant result retire revenge revolution reward rhyme rhythm rice rich ride ring riot rise risk river road robot rock rocket roll romance romantic roof root rope rough
round route royal rubbish rude rugby ruin rule run rush russian sad safe safety sail salad salary salaries sale salt sand sandwich satellite saturday sauce save scandal scare scene
school science scissors score scream screen script sea season seat secret secretary security seed sell senate send sense sentence separate serious servant serve session sex
shadow shake shallow shame shape share shark sharp sheep sheet shelf shell shelter shine ship shirt shock shoe shoot shop shopping shore short shoulder shout shower shut shy sick
side sign signal silence silly silver similar simple sing singer single sink sister site size skin skirt sky slave sleep slice slip slow smart smell smile smoke smooth snake
snow soap soccer social sock soft software soil soldier solid son song sonnet sorrow soul sound soup south space spanish spare speak speech speed spell spider spirit spoon
sport spread spring square stadium stage stair star station statue stay steak steal steam steel sticky stock stomach stone store storm story strange stranger stream street strength
stress strike string strong student studio study stuff stupid style subject success sudden suffer sugar suicide suit summer sun sunday sunny surface surgery surprise survive swear sweat sweet
swim sword symbol system tail tale talent talk tall tank tap taste tax taxes taxi tea teach teacher tear technology teenager telephone television tell temperature tennis terrible terror
test text theatre theory therapy thick thief thin think thirsty thought threat throat throw thunder thursday ticket tie tiger tight tiny tip tired title toast tobacco today toe toilet
tomato tongue tooth topic torture touch tour tourist tower town toy trade tradition traffic tragedy train translate travel treasure treat tree trial trick trip trouble truck true trust
truth tuesday tune turn twin ugly umbrella uncle uniform union universe university upset urban urgent useful useless vacation vaccine valley value vegetable vehicle venue victim victory
video view village violence violin virus visa visit voice volcano volume vote wage wages wait walk wall wallet war warm wash waste watch water wave weak wealth weapon wear weather website wedding
wednesday weight welcome west wheat wheel whisper white wide wife wild win wind window wine wing winner winter wire wise wish witch wolf woman wonder wood wool word world worry worse worst worth
wound wrap wrist writer yard year yellow young youth zone zoo bitcoin javascript algorithm haiku limerick horoscope movie netflix lottery president minister recipe translate joke riddle trivia capital
bonus bonuses paycheck overtime invoice invoices margin revenue cost costs rates compensation benefits pto promote fired firing hate racist stupid weird
mango peach cherry berry melon lime bacon olive basil pilot baker potter mason miller fisher hunter parker cook carter turner walker taylor smith
never whose whether either neither unless despite toward beneath beside beyond against among amid onto
happened happens happening becomes became goes went gone come came comes coming take took taken takes taking gave given gives giving made making
said saying says told telling asked asking asks wrote written writes writing left leaving leaves lost losing loses found finding finds kept keeping keeps
held holding holds brought brings bringing bought buys buying sold selling sells paid paying pays built builds building spent sent sends sending
stood sat ran running runs fell falling falls grew growing grows knew knowing thought thinking felt feeling feels heard hearing hears saw seeing seen sees
good better best bad worse worst big bigger biggest small smaller smallest high higher highest low lower lowest new newer newest old older oldest
develop develops evolve evolves own same different other another such many much more most few fewer less least several every each both half whole
really very too enough quite rather almost always often sometimes usually never ever again once twice
because since while where wherever whenever however therefore thus hence otherwise
something anything nothing everything somewhere anywhere nowhere everywhere
himself herself itself themselves myself yourself ourselves
password secret token key keys email emails mail phone address birthday born married kids
ignore previous instructions system prompt admin root sudo drop table select insert union script
halve halved double doubled triple tripled quadruple twice half thrice likes liked hates loves dislike maxing
tabs tab space dark mode theme font colour button click page pages screen menu
learn learns learnt learned learning teach teaches taught improve improves
tall tallest shortest oldest youngest smart smarter smartest nicest cheapest slowest strongest weakest pretty prettiest richest poorest loud loudest quietest funny funniest
kindest mean meanest loveliest friendly friendliest rude rudest lazy laziest happiest saddest sexy ugly handsome dressed tidy messy noisy chatty shy clumsy greedy jealous nosy
remote remotely onsite offsite hybrid abroad overseas offshore nearshore domestic male female white gay straight single divorced pregnant disabled religious muslim christian
jewish hindu buddhist catholic vegan vegetarian healthy ill sick unwell tired bored unhappy sad motivated unmotivated frustrated loyal lazier talented gifted reliable unreliable
trustworthy punctual salaried permanent temporary freelance freelancer freelancers external externals billable nonbillable chargeable overhead pricey costly profitable loss profits
confidential secret classified cleared uncleared uncertified untrained licensed degreed intern interns apprentice trainee trainees veteran rookie newbie newcomer retired retire
resigned probationary vital willing unwilling christmas easter ramadan diwali hanukkah holidaying commuting commute hobbies nationality passport visa religion gender
salaries wages paid unpaid earning earnings earns earn richer poorer bonuses raise raises perks perk pension equity stock shares dividend payroll payslip reimbursed mileage
wedding divorce funeral pregnancy hospital surgery flu covid migraine vaccinated smoker drinker sober drunk
tennis golf chess marathon gym yoga choir band guitar piano cooking baking gardening fishing hiking camping surfing skiing
hungry thirsty sleepy asleep awake grumpy cheerful annoyed stressed stress burnout burnt relaxed nervous excited worried worries worrying fed
brilliant genius incompetent competent useless hopeless terrible awful dreadful horrible excellent stellar outstanding superb mediocre
involve involves involving closest nearest running landlord rent mortgage loan loans debts lottery casino bet betting bitcoin
tweet tweets linkedin facebook instagram whatsapp slack zoom skype webex youtube netflix spotify google alexa siri chatgpt
laptop laptops keyboard mouse headset printer scanner projector whiteboard desk desks chair chairs badge badges keys parking locker fridge kitchen toilet elevator
remind reminded thank congratulate greet invite inform notify warn beg kiss hug marry deserve deserves wish wishes kidding joking nicest rest sleep
`
