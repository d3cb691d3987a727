Profile: HoibuAuditEventLogin
Parent: AuditEvent
Id: hoibu-auditevent-login
Title: "HOI BU AuditEvent of a login"
Description: "Who asked for an access token, for which child it was to be, and whether it was given. / Hvem der bad om et adgangstoken, hvilket barn det gjaldt, og om det blev givet."
* implicitRules 0..0
* contained 0..0
* modifierExtension 0..0
* type = $dcm#110114
* subtype 1..1 MS
* subtype = $dcm#110122
* action 1..1 MS
* action = #E
* period 0..0
* recorded MS
* outcome 1..1 MS
* insert Says(outcome, [[0 given, 4 refused as bad input, 8 refused, 12 failed]], [[0 givet, 4 afvist som forkert, 8 afvist, 12 fejl]])
* purposeOfEvent MS
* agent 2..* MS
* agent ^slicing.discriminator.type = #pattern
* agent ^slicing.discriminator.path = "type"
* agent ^slicing.rules = #open
* agent contains source 1..1 MS and destination 1..1 MS and user 0..1 MS and organization 0..1 MS
* agent[source].type 1..1
* agent[source].type = $dcm#110153
* agent[source].who 1..1
* agent[source].media 0..0
* insert Says(agent[source], [[The application that asked]], [[Programmet der bad om det]])
* agent[destination].type 1..1
* agent[destination].type = $dcm#110152
* agent[destination].who 1..1
* agent[destination].media 0..0
* agent[user].type 1..1
* agent[user].type = $v3-ParticipationType#IRCP
* agent[user].who 1..1
* agent[user].requestor = true
* agent[user].network 0..0
* insert Says(agent[user], [[Whose token it is]], [[Hvis token det er]])
* agent[organization].type 1..1
* agent[organization].type = $v3-RoleClass#PROV
* agent[organization].who 1..1
* source MS
* entity 1..* MS
* entity ^slicing.discriminator.type = #pattern
* entity ^slicing.discriminator.path = "type"
* entity ^slicing.rules = #open
* entity contains patient 0..1 MS and transaction 0..1 MS and query 0..* MS
* entity obeys hoibu-audit-no-number
* entity[patient].type 1..1
* entity[patient].type = $audit-entity-type#1
* entity[patient].role 1..1
* entity[patient].role = $object-role#1
* entity[patient].what 1..1
* entity[patient].what only Reference(HoibuPatient)
* insert Says(entity[patient], [[The child of the launch]], [[Barnet som programmet blev åbnet for]])
* entity[transaction].type 1..1
* entity[transaction].type = $balp-entity-type#XrequestId
* entity[transaction].what 1..1
* entity[transaction].what.identifier 1..1
* entity[query].type 1..1
* entity[query].type = $audit-entity-type#2
* entity[query].role 1..1
* insert Says(entity[query], [[What was asked for]], [[Hvad der blev bedt om]])
