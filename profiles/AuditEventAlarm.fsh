// DICOM's Security Alert (PS3.15 A.5.3.11): an outcome of 0 says that it informs, and not how serious it is.
Profile: HoibuAuditEventAlarm
Parent: AuditEvent
Id: hoibu-auditevent-alarm
Title: "HOI BU AuditEvent of an alarm"
Description: "That somebody should look into accesses: of whom, and what was seen. It is no access itself. / At nogen bør se på opslag: hvis, og hvad der blev set. Den er ikke selv et opslag."
* implicitRules 0..0
* contained 0..0
* modifierExtension 0..0
* type = $dcm#110113
* subtype 1..1 MS
* subtype from HoibuAuditAlarm (required)
* insert Says(subtype, [[What was seen]], [[Hvad der blev set]])
* action 1..1 MS
* action = #E
* period 0..0
* recorded MS
* outcome 1..1 MS
* outcome = #0
* insert Says(outcome, [[0: it informs]], [[0: den oplyser]])
* agent 2..* MS
* agent ^slicing.discriminator.type = #pattern
* agent ^slicing.discriminator.path = "type"
* agent ^slicing.rules = #open
* agent contains source 1..1 MS and destination 1..1 MS and user 0..1 MS and organization 0..1 MS
* agent[source].type 1..1
* agent[source].type = $dcm#110153
* agent[source].who 1..1
* agent[source].media 0..0
* insert Says(agent[source], [[The application that asked]], [[Programmet der spurgte]])
* agent[destination].type 1..1
* agent[destination].type = $dcm#110152
* agent[destination].who 1..1
* agent[destination].media 0..0
* agent[user].type 1..1
* agent[user].type = $v3-ParticipationType#IRCP
* agent[user].who 1..1
* agent[user].requestor = true
* agent[user].network 0..0
* insert Says(agent[user], [[Who asked, when the alarm is about a user]], [[Hvem der spurgte, når alarmen er om en bruger]])
* agent[organization].type 1..1
* agent[organization].type = $v3-RoleClass#PROV
* agent[organization].who 1..1
* source MS
* entity 2..* MS
* entity ^slicing.discriminator.type = #pattern
* entity ^slicing.discriminator.path = "type"
* entity ^slicing.rules = #open
* entity contains patient 0..1 MS and transaction 1..1 MS and alert 1..1 MS
* entity obeys hoibu-audit-no-number
* entity[patient].type 1..1
* entity[patient].type = $audit-entity-type#1
* entity[patient].role 1..1
* entity[patient].role = $object-role#1
* entity[patient].what 1..1
* entity[patient].what only Reference(HoibuPatient)
* insert Says(entity[patient], [[The child, when the alarm is about one]], [[Barnet, når alarmen er om et]])
* entity[transaction].type 1..1
* entity[transaction].type = $balp-entity-type#XrequestId
* entity[transaction].what 1..1
* entity[transaction].what.identifier 1..1
* insert Says(entity[transaction], [[X-Request-Id of the access that made it enough]], [[X-Request-Id på det opslag der gjorde udslaget]])
* entity[alert].type 1..1
* entity[alert].type = $audit-entity-type#2
* entity[alert].role 1..1
* entity[alert].role = $object-role#13
* entity[alert].detail 1..* MS
* insert Says(entity[alert].detail, [[What was seen, without anybody in it]], [[Hvad der blev set, uden nogen person i]])
