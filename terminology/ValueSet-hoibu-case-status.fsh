ValueSet: HoibuCaseStatus
Id: hoibu-case-status
Title: "Status på sag"
Description: "planned: begins later; active; finished: shown when asked for. / planned: begynder senere; active; finished: vises når der spørges efter den"
* ^experimental = false
* http://hl7.org/fhir/episode-of-care-status#planned
* http://hl7.org/fhir/episode-of-care-status#active
* http://hl7.org/fhir/episode-of-care-status#finished
