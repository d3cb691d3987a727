// Restates the patterns of IHE Basic Audit Log Patterns (PatientRead, PatientQuery): the package itself is no dependency.
Profile: HoibuAuditEvent
Parent: AuditEvent
Id: hoibu-auditevent
Title: "HOI BU AuditEvent"
Description: "Who was shown what about which child, when, from which organisation and why. One event per child and request; also for what was refused and for empty answers. / Hvem der fik vist hvad om hvilket barn, hvornår, fra hvilken organisation og hvorfor."
* implicitRules 0..0
* contained 0..0
* modifierExtension 0..0
* type = $audit-event-type#rest
* subtype 1..* MS
* subtype from http://hl7.org/fhir/ValueSet/audit-event-sub-type (extensible)
* action 1..1 MS
* period 0..0
* recorded MS
* outcome 1..1 MS
* insert Says(outcome, [[0 shown, 4 refused as bad input, 8 refused by a rule, 12 failed]], [[0 vist, 4 afvist som forkert, 8 afvist af en regel, 12 fejl]])
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
* agent[destination].type 1..1
* agent[destination].type = $dcm#110152
* agent[destination].who 1..1
* agent[destination].media 0..0
* agent[user].type 1..1
* agent[user].type = $v3-ParticipationType#IRCP
* agent[user].who 1..1
* agent[user].requestor = true
* agent[user].network 0..0
* insert Says(agent[user], [[Who asked]], [[Hvem der spurgte]])
* agent[organization].type 1..1
* agent[organization].type = $v3-RoleClass#PROV
* agent[organization].who 1..1
* insert Says(agent[organization], [[The organisation they asked for]], [[Den organisation de spurgte for]])
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
* insert Says(entity[patient], [[The child]], [[Barnet]])
* entity[transaction].type 1..1
* entity[transaction].type = $balp-entity-type#XrequestId
* entity[transaction].what 1..1
* entity[transaction].what.identifier 1..1
* insert Says(entity[transaction], [[X-Request-Id, which follows the request to the upstreams]], [[X-Request-Id, som følger forespørgslen til kilderne]])
* entity[query].type 1..1
* entity[query].type = $audit-entity-type#2
* entity[query].role 1..1
* insert Says(entity[query], [[What was asked, with the CPR number taken out, or what was read]], [[Hvad der blev spurgt om, uden CPR-nummer, eller hvad der blev læst]])
