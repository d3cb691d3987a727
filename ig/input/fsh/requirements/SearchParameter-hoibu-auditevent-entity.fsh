Instance: hoibu-auditevent-entity
InstanceOf: SearchParameter
Usage: #definition
Title: "HoibuAuditeventEntity"
Description: "The child asked about, by id; or the request, as entity:identifier or entity.identifier with its X-Request-Id. / Barnet der er spurgt om, ved id; eller forespørgslen, ved dens X-Request-Id."
* url = "https://hoibu.dk/fhir/SearchParameter/hoibu-auditevent-entity"
* name = "HoibuAuditeventEntity"
* derivedFrom = "http://hl7.org/fhir/SearchParameter/AuditEvent-entity"
* status = #active
* experimental = false
* date = "2026-11-21"
* description = "The child asked about, by id; or the request, as entity:identifier or entity.identifier with its X-Request-Id. / Barnet der er spurgt om, ved id; eller forespørgslen, ved dens X-Request-Id."
* code = #entity
* base[0] = #AuditEvent
* type = #reference
* expression = "AuditEvent.entity.what"
* multipleOr = true
* multipleAnd = true
* target[0] = #Patient
* modifier[0] = #identifier
* chain[0] = "identifier"
