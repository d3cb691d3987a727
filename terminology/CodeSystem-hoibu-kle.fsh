// A fragment: the subjects that the disclosure policy speaks of. 34.* is in force from 2024. The 27.* marked retired were withdrawn in
// 2024 and 2025, but a case keeps its number for life.
CodeSystem: KleSubjects
Id: hoibu-kle
Title: "KLE-emner (uddrag)"
Description: "The subjects of KL's classification (KLE) that may concern a case about a child: those in force and those withdrawn in 2024-2025, which old cases still carry. A fragment; KL publishes the whole classification. / De KLE-emner der kan gælde en sag om et barn, både de gældende og dem der er udgået i 2024-2025."
* ^url = "https://data.gov.dk/id/classification/KLE"
* ^experimental = false
* ^caseSensitive = true
* ^content = #fragment
* ^property[0].code = #status
* ^property[0].uri = "http://hl7.org/fhir/concept-properties#status"
* ^property[0].description = "active: in force; retired: withdrawn, on old cases only"
* ^property[0].type = #code
* #17.03.00 "Specialundervisning og specialpædagogisk bistand i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #17.03.04 "Pædagogisk-psykologisk vurdering (PPV)"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #17.03.08 "Specialundervisning og anden specialpædagogisk bistand"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #17.03.10 "Specialpædagogisk bistand til førskolebørn"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #17.03.17 "Specialundervisning i dagbehandlingstilbud og anbringelsessteder"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #17.03.22 "Specialklasser"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #27.18.00 "Særlige tilbud til børn og unge i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.18.02 "Udredning og visitation, særlige tilbud til børn og unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.18.12 "Særlige dagtilbud"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.18.16 "Forældrebestyrelser i særlige dagtilbud"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.18.20 "Forældres udførelse af hjælpen i hjemmet"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.18.24 "Særlige klubtilbud"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.21.00 "Personlig hjælp og ledsagelse, børn og unge i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.21.08 "15 timers ledsagelse, børn og unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.21.12 "Praktisk, pædagogisk eller anden støtte i hjemmet, børn og unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.21.16 "Aflastningsordninger, børn og unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.21.20 "Vedligeholdelsestræning, børn og unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.00 "Særlig støtte til børn og unge i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.03 "Børnefaglig undersøgelse"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.06 "Visitation / handleplaner efter § 140 for børn og unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.15 "Støtteperson"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.17 "Ungdomskontrakter"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.18 "Ungdomssanktion/koordinator og handleplan for kriminelle unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.19 "Bistand til børn og unge ved afhøringer og varetægtsfængslinger"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.24 "Forældrepålæg"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.25 "Børne- og ungepålæg"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.26 "Tilbud om udslusning til løsladte unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.27 "Anbringelse uden for hjemmet uden samtykke"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.30 "Lægelig undersøgelse og behandling uden samtykke"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.24.45 "Underretning / underretningspligt m.v."
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.27.00 "Foranstaltninger efter SEL § 52, særlig støtte i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.27.03 "Ophold i dagtilbud, fritidshjem, ungdomsklub, uddannelsessted el.lign."
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.27.06 "Praktisk, pædagogisk eller anden støtte i hjemmet"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.27.09 "Familiebehandling"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.27.15 "Aflastningsordning"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.27.24 "Fast kontaktperson for barnet eller den unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.27.48 "Anbringelse i sikrede døgninstitutioner"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.30.00 "Anbringelsessteder, godkendelse, opfølgning og tilsyn i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.30.04 "Plejefamilier, godkendelse mv."
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.30.08 "Netværksplejefamilier, godkendelse mv."
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.30.12 "Egne værelser, kollegier og kollegielignende opholdssteder, godkendelse"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.30.16 "Døgntilbud for børn og unge, godkendelse m.v."
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.30.20 "Vederlag, godtgørelse, betaling vedr. døgninstitutioner, netværks- og plejefamilier m.v."
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.33.00 "Privat døgnpleje i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.33.04 "Privat familiepleje, plejetilladelse"
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #27.33.08 "Privat døgnplejehjem, tilladelse m.v."
  * ^property[0].code = #status
  * ^property[0].valueCode = #retired
* #28.06.12 "Støtte til børn efter dagtilbudsloven"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.00.00 "Hjælp og støtte til børn og unge i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.10.00 "Undersøgelse, afdækning, mv. i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.10.10 "Screening, afdækning og børnefaglig undersøgelse"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.10.30 "Underretninger"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.15.00 "Forebyggende og støttende indsatser i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.15.05 "Tidligt forebyggende indsatser"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.15.25 "Støttende indsatser"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.15.45 "Forældrepålæg"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.15.49 "Børne- og ungepålæg"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.15.53 "Lægelig undersøgelse og behandling uden samtykke"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.15.57 "Ungdomssanktion / koordinator til unge, idømt en sanktion"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.15.61 "Netværkssamråd"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.15.65 "Tilbud om udslusning til løsladte unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.25.00 "Anbringelse i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.30.00 "Anbringelsessteder i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.30.10 "Drift af børne- og ungehjem"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.30.15 "Plejefamilier, godkendelse mv."
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.30.20 "Netværksplejefamilier, godkendelse mv."
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.30.30 "Egne værelser, kollegier, pladser på efterskoler mv., godkendelser"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.30.40 "Drift af børnehuse"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.40.00 "Hjælp til barnets forældre i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.40.10 "Støtteperson til barnets forældre"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.40.15 "Forældrehandleplan"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.45.00 "Støtte til børn/unge med funktionsnedsættelser i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.45.10 "Særlige dag- og klubtilbud"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.45.20 "Hjemmetræning"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.45.30 "Merudgiftsydelse og kompensationsydelse til børn og unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.45.35 "Hjælp til dækning af tabt arbejdsfortjeneste"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.45.40 "Ledsagelse til børn og unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.45.45 "Praktisk, pædagogisk eller anden støtte i hjemmet, børn og unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.45.50 "Aflastningsordninger, børn og unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.45.55 "Vedligeholdelsestræning, børn og unge"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.50.00 "Ungestøtte og overgang til voksenlivet i almindelighed"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.50.15 "Helhedsorienteret plan"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
* #34.50.20 "Ungestøtte til unge fra 18 til 22 år"
  * ^property[0].code = #status
  * ^property[0].valueCode = #active
