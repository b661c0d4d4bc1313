// Words that mean the same inside role, labour category and skill names. Each line is one group.

/** Single words; a role's name is also found with any of its words exchanged within a line. */
export const SAME_WORDS = `
developer dev programmer coder developper
engineer eng engr
senior sr snr
junior jr jnr
mid middle intermediate medior midlevel
principal princ
manager mgr manageress
administrator admin
software sw
hardware hw
cyber cybersecurity infosec
analyst anlst analyser
tester testers
architect arch
specialist spec
consultant cons
operations ops
business biz
database db
project proj
programme program
modeller modeler
centre center
defence defense
technical tech
scientist sci
designer
assurance
quality
writer author
coordinator coord
assistant asst
executive exec
associate assoc
director dir
development dev
system systems sys
datum data
lead leader
level lvl grade tier band
expert sme
graduate grad
apprentice trainee
`

/** Whole role names that people use for one another. */
export const SAME_ROLES = `
developer | software developer | software engineer | sw engineer | programmer | coder | swe | sde | development work | dev work | coding | programming | coding work | application developer | software development engineer
cyber analyst | cyber security analyst | cybersecurity analyst | security analyst | security people | security folks | security team | security staff | security guys | security work | cyber work | cyber security work | security | infosec analyst | information security analyst | soc analyst
cyber engineer | security engineering | security engineer | cyber security engineer | cybersecurity engineer | information security engineer
business analyst | ba | business analysis
quality assurance | qa | tester | test engineer | qa engineer | qa analyst | quality assurance engineer | quality assurance analyst | software tester | testing | testing work | qa work | qa tester | test analyst | quality engineer | quality analyst
project manager | pm | programme manager | program manager
product owner | po
product manager
ux designer | ux ui designer | ui designer | ui ux designer | user experience designer | ux | designer | product designer
data scientist | ds | data science
data engineer | de | data engineering
data analyst | da | data analysis
database administrator | dba | database admin
system administrator | systems administrator | sysadmin | sys admin | systems admin
devops engineer | devops | dev ops engineer | site reliability engineer | sre | platform engineer
scrum master | sm | agile coach
solution architect | solutions architect | sa | software architect | system architect | enterprise architect
technical writer | tech writer | documentation specialist
subject matter expert | sme
help desk technician | helpdesk technician | support technician | it support | service desk analyst | help desk analyst
machine learning engineer | ml engineer | ai engineer
front end developer | frontend developer | front end engineer | frontend engineer | fe developer
back end developer | backend developer | back end engineer | backend engineer | be developer
full stack developer | fullstack developer | full stack engineer | fullstack engineer
systems engineer | system engineer | systems engineering
network engineer | network administrator | network admin
`

/** Group words: "the cyber team", "QA people". */
export const GROUP_WORDS =
  'team | teams | people | folks | staff | guys | crew | group | squad | resources | department | practice | pool | consultants | specialists | side | personnel | employees | experts | professionals'

/** Skills by their other names. */
export const SAME_SKILLS = `
kubernetes | k8s
javascript | js | java script
typescript | ts | type script
machine learning | ml
artificial intelligence | ai
amazon web services | aws
google cloud | gcp | google cloud platform
postgresql | postgres
node js | node | nodejs | node . js
c # | csharp | c sharp | c#
c + + | cpp | c++ | c plus plus
. net | dotnet | dot net | net
continuous integration | ci cd | ci / cd
react | react js | reactjs | react . js
natural language processing | nlp
penetration testing | pen testing | pentesting | pentest | pen test
power bi | powerbi
user experience | ux
infrastructure as code | iac
golang | go
terraform | tf
scaled agile | safe
sql | structured query language
test automation | automated testing
incident response | ir
`

/** Short forms of first names. */
export const NICKNAMES = `
robert bob rob bobby | william will bill billy | richard rick dick rich | james jim jimmy jamie | john jack johnny | michael mike mick | thomas tom tommy
elizabeth liz beth lizzie eliza | katherine kate katie kathy | catherine cathy kate cat | margaret maggie meg peggy | susan sue susie | jennifer jen jenny
alexander alex sasha | alexandra alex sandra | benjamin ben | christopher chris | christine chris tina | daniel dan danny | david dave | edward ed eddie ted
gregory greg | jonathan jon | joseph joe joey | joshua josh | kenneth ken | matthew matt | nicholas nick | patrick pat | patricia pat patty trish | peter pete
philip phil | phillip phil | rebecca becky becca | samuel sam | samantha sam | stephen steve | steven steve | timothy tim | anthony tony | andrew andy drew
victoria vicky tori | zachary zach | deborah deb debbie | barbara barb | pamela pam | jessica jess | theodore ted theo | frederick fred | ronald ron | donald don
lawrence larry | leonard leo len | charles charlie chuck | isabella bella izzy | abigail abby | maximilian max | maxwell max | nathaniel nate nathan | raymond ray | vincent vince | walter walt | francis frank
`
