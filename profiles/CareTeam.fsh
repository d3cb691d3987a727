Profile: HoibuCareTeam
Parent: CareTeam
Id: hoibu-careteam
Title: "HOI BU Child's network"
Description: "Whom to call about the child, put together from all sources: caseworkers, units, psychiatry, GP, school or daycare, each with role and telephone. / Hvem man kan ringe til om barnet, samlet fra alle kilder, hver med rolle og telefon."
* insert FromASource
* identifier 0..0
* status 1..1 MS
* status = #active
* category 1..1
* category = $loinc#LA28865-6
* name 1..1 MS
* subject 1..1 MS
* subject only Reference(HoibuPatient)
* encounter 0..0
* period MS
* participant 1..* MS
* participant.role 1..1 MS
* participant.role from HoibuNetworkRole (required)
* insert Says(participant.role, [[What they are to the child]], [[Hvad de er for barnet]])
* participant.member 1..1 MS
* participant.member only Reference(HoibuPractitionerRole or HoibuOrganization)
* participant.member.display 1..1 MS
* insert Says(participant.member.display, [[Name and telephone, ready to show]], [[Navn og telefon, klar til visning]])
* participant.onBehalfOf 0..0
* participant.period MS
* reasonCode 0..0
* reasonReference 0..0
* managingOrganization 0..0
* telecom 0..0
* note 0..0
