// The event of hoibu-auditevent as the citizen may see it: nothing of it is stored.
Profile: HoibuAccessLogEntry
Parent: AuditEvent
Id: hoibu-accesslog-entry
Title: "HOI BU entry of the citizen's log"
Description: "One access to one child, told to the citizen: who, when, for whom, what, why and what came of it. A view of an AuditEvent, in which names of staff may be concealed; what rules hid, and which rule refused, is not in it. / Ét opslag om ét barn, fortalt til borgeren: hvem, hvornår, hvorfra, hvad, hvorfor og med hvilket resultat. En visning af en AuditEvent, hvor medarbejderes navne kan være sløret. Hvad regler skjulte, og hvilken regel der afviste, står der ikke."
* implicitRules 0..0
* contained 0..0
* modifierExtension 0..0
* obeys hoibu-accesslog-label
* meta 1..1 MS
* meta.security MS
* insert Says(meta.security, [[PSEUDED: a pseudonym stands for a name; REDACTED: something is left out]], [[PSEUDED: et pseudonym står i stedet for et navn; REDACTED: noget er udeladt]])
* language 1..1 MS
* language = #da
* text 1..1 MS
* insert Says(text, [[All of it in plain Danish]], [[Det hele på almindeligt dansk]])
* type MS
* subtype 1..* MS
* action 1..1 MS
* period 0..0
* recorded MS
* outcome 1..1 MS
* insert Says(outcome, [[0 answered, 4 could not be answered, 8 refused, 12 failed]], [[0 besvaret, 4 kunne ikke besvares, 8 afvist, 12 fejlede]])
* outcomeDesc 0..0
* purposeOfEvent MS
* agent 1..2 MS
* agent ^slicing.discriminator.type = #pattern
* agent ^slicing.discriminator.path = "type"
* agent ^slicing.rules = #closed
* agent.altId 0..0
* agent.name 0..0
* agent.location 0..0
* agent.policy 0..0
* agent.media 0..0
* agent.network 0..0
* agent.purposeOfUse 0..0
* agent contains user 0..1 MS and system 0..1 MS and organization 0..1 MS
* agent[user].type 1..1
* agent[user].type = $v3-ParticipationType#IRCP
* agent[user].role 1..1 MS
* agent[user].role.text 1..1
* agent[user].requestor = true
* agent[user] obeys hoibu-accesslog-concealed
* agent[user].who MS
* agent[user].who.reference 0..0
* agent[user].who.identifier MS
* agent[user].who.identifier obeys hoibu-urn-uuid
* agent[user].who.identifier.system 1..1
* agent[user].who.identifier.system = "urn:ietf:rfc:3986"
* agent[user].who.identifier.value 1..1
* insert Says(agent[user], [[Who asked]], [[Hvem der spurgte]])
* insert Says(agent[user].who.identifier, [[A pseudonym: the same for the same person and child until the salt changes]], [[Et pseudonym: det samme for samme person og barn, indtil saltet skiftes]])
* insert Says(agent[user].who.display, [[The name, unless it is concealed or not known]], [[Navnet, hvis det ikke er sløret eller ukendt]])
* agent[system].type 1..1
* agent[system].type = $dcm#110150
* agent[system].who 1..1
* agent[system].requestor = true
* insert Says(agent[system], [[No person asked]], [[Ingen person spurgte]])
* agent[organization].type 1..1
* agent[organization].type = $v3-RoleClass#PROV
* agent[organization].who 1..1
* agent[organization].requestor = false
* insert Says(agent[organization], [[The organisation they asked for, unless it is concealed]], [[Den organisation de spurgte for, hvis den ikke er sløret]])
* source MS
* entity 2..* MS
* entity ^slicing.discriminator.type = #pattern
* entity ^slicing.discriminator.path = "type"
* entity ^slicing.rules = #open
* entity.name 0..0
* entity.query 0..0
* entity obeys hoibu-audit-no-number
* entity contains patient 1..1 MS and asked 1..1 MS
* entity[patient].type 1..1
* entity[patient].type = $audit-entity-type#1
* entity[patient].role 1..1
* entity[patient].role = $object-role#1
* entity[patient].what 1..1
* entity[patient].what only Reference(HoibuPatient)
* insert Says(entity[patient], [[The child]], [[Barnet]])
* entity[asked].type 1..1
* entity[asked].type = $audit-entity-type#2
* entity[asked].role 1..1
* entity[asked].description 1..1
* insert Says(entity[asked], [[What was asked about, in plain Danish]], [[Hvad der blev spurgt om]])
* insert Says(entity, [[The child, what was asked about, and how many of each type were shown (type from resource-types, detail count)]], [[Barnet, hvad der blev spurgt om, og hvor mange af hver slags der blev vist]])
