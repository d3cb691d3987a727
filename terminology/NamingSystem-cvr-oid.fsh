Instance: hoibu-cvr-oid
InstanceOf: NamingSystem
Usage: #definition
Title: "CVR-nummer, OID-form"
Description: "CVR number, OID form. The same number in the form that the organisation invariant of dk-core 3.4 looks for."
* name = "HoibuCvrOid"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "Erhvervsstyrelsen"
* description = "CVR number, OID form / CVR-nummer, OID-form. The same number in the form that the organisation invariant of dk-core 3.4 looks for."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #oid
* uniqueId[0].value = "2.16.840.1.113883.2.24.1.1"
* uniqueId[0].preferred = true
