// What all organisations have in common, on whichever parent.
RuleSet: Organisation
* insert FromASource
* insert WorkTelecom
* identifier[ProducentID] 0..0
* active MS
* insert Says(active, [[false: closed]], [[false: nedlagt]])
* type 1..1 MS
* type from HoibuOrganizationKind (required)
* name 1..1 MS
* alias MS
* insert Says(alias, [[A former name]], [[Et tidligere navn]])
* address 0..0
* partOf MS
* contact 0..0
* endpoint 0..0

Profile: HoibuOrganization
Parent: $dk-core-organization
Id: hoibu-organization
Title: "HOI BU Organization"
Description: "An organisation around a child. What all kinds have in common, and the profile of those without one of their own: regions, hospitals, other units of the health sector. / En organisation omkring et barn. Det alle arter har til fælles, og profilen for dem uden egen: regioner, hospitaler, andre enheder i sundhedsvæsenet."
* insert Organisation

Profile: HoibuMunicipality
Parent: HoibuOrganization
Id: hoibu-municipality
Title: "HOI BU Municipality"
Description: "A municipality. / En kommune."
* identifier[CVR-ID] 1..1 MS
* identifier[KOMBIT-ORG-ID] 1..1 MS
* identifier[Ydernummer] 0..0
* identifier[Regionskode] 0..0
* type = HoibuOrganizationKindCodes#kommune
* partOf 0..0

Profile: HoibuMunicipalUnit
Parent: HoibuOrganization
Id: hoibu-municipal-unit
Title: "HOI BU Municipal unit"
Description: "A unit of a municipality: a family department, PPR, or a unit that only a case names. / En enhed i en kommune: familieafdeling, PPR, eller en enhed som kun en sag nævner."
* identifier[Ydernummer] 0..0
* identifier[Kommunekode] 0..0
* identifier[Regionskode] 0..0
* type = HoibuOrganizationKindCodes#forvaltning
* partOf only Reference(HoibuMunicipality or HoibuMunicipalUnit)

Profile: HoibuInstitution
Parent: HoibuOrganization
Id: hoibu-institution
Title: "HOI BU School or daycare"
Description: "A school or a daycare institution, with the CVR number of its owner. / En skole eller et dagtilbud med ejerens CVR-nummer."
* identifier contains institution 1..1 MS
* identifier[institution].system 1..1
* identifier[institution].system = "https://viden.stil.dk/display/OFFINSTREG/Institutionsregisteret"
* identifier[institution].value 1..1
* insert Says(identifier[institution], [[Institution number]], [[Institutionsnummer]])
* identifier[CVR-ID] 1..1 MS
* identifier[KOMBIT-ORG-ID] 0..0
* identifier[Ydernummer] 0..0
* identifier[Kommunekode] 0..0
* identifier[Regionskode] 0..0
* type from HoibuInstitutionKind (required)
* partOf only Reference(HoibuMunicipality)

Profile: HoibuPsychiatricUnit
Parent: $medcom-core-organization
Id: hoibu-psychiatric-unit
Title: "HOI BU Psychiatric unit"
Description: "A unit of child and adolescent psychiatry. / En enhed i børne- og ungdomspsykiatrien."
* insert Organisation
* identifier[Kommunekode] 0..0
* identifier[KOMBIT-ORG-ID] 0..0
* type = HoibuOrganizationKindCodes#psykiatri

Profile: HoibuClinic
Parent: $medcom-core-organization
Id: hoibu-clinic
Title: "HOI BU GP clinic"
Description: "A general practitioner clinic. / En praktiserende læges klinik."
* insert Organisation
* identifier[Ydernummer] MS
* identifier[Kommunekode] 0..0
* identifier[KOMBIT-ORG-ID] 0..0
* type = HoibuOrganizationKindCodes#almen-praksis
