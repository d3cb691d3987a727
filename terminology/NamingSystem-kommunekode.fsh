Instance: hoibu-kommunekode
InstanceOf: NamingSystem
Usage: #definition
Title: "Kommunekode"
Description: "Municipality code. Four digits."
* name = "HoibuKommunekode"
* status = #active
* kind = #codesystem
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "CPR-kontoret"
* description = "Municipality code / Kommunekode. Four digits."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #uri
* uniqueId[0].value = "http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes"
* uniqueId[0].preferred = true
