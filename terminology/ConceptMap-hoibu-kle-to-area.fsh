// Which area a case with a KLE subject is shown as. Whether it is shown at all is the disclosure policy's to say, not this map's.
Instance: hoibu-kle-to-area
InstanceOf: ConceptMap
Usage: #definition
Title: "KLE til sagsområde"
Description: "The area that a case with a KLE subject is shown as / Det område en sag med et KLE-emne vises som"
* url = "https://hoibu.dk/fhir/ConceptMap/hoibu-kle-to-area"
* name = "HoibuKleToArea"
* title = "KLE til sagsområde"
* status = #active
* experimental = false
* sourceCanonical = "https://hoibu.dk/fhir/ValueSet/hoibu-kle"
* targetCanonical = "https://hoibu.dk/fhir/ValueSet/hoibu-case-area"
* group[0].source = "https://data.gov.dk/id/classification/KLE"
* group[0].target = "https://hoibu.dk/fhir/CodeSystem/hoibu-case-area"
* insert KleIn(17.03.00, [[Specialundervisning og specialpædagogisk bistand i almindelighed]], ppr, [[PPR (pædagogisk-psykologisk rådgivning)]])
* insert KleIn(17.03.04, [[Pædagogisk-psykologisk vurdering (PPV)]], ppr, [[PPR (pædagogisk-psykologisk rådgivning)]])
* insert KleIn(17.03.08, [[Specialundervisning og anden specialpædagogisk bistand]], ppr, [[PPR (pædagogisk-psykologisk rådgivning)]])
* insert KleIn(17.03.10, [[Specialpædagogisk bistand til førskolebørn]], ppr, [[PPR (pædagogisk-psykologisk rådgivning)]])
* insert KleIn(17.03.17, [[Specialundervisning i dagbehandlingstilbud og anbringelsessteder]], ppr, [[PPR (pædagogisk-psykologisk rådgivning)]])
* insert KleIn(17.03.22, [[Specialklasser]], ppr, [[PPR (pædagogisk-psykologisk rådgivning)]])
* insert KleIn(27.18.00, [[Særlige tilbud til børn og unge i almindelighed]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.18.02, [[Udredning og visitation, særlige tilbud til børn og unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.18.12, [[Særlige dagtilbud]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.18.16, [[Forældrebestyrelser i særlige dagtilbud]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.18.20, [[Forældres udførelse af hjælpen i hjemmet]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.18.24, [[Særlige klubtilbud]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.21.00, [[Personlig hjælp og ledsagelse, børn og unge i almindelighed]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.21.08, [[15 timers ledsagelse, børn og unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.21.12, [[Praktisk, pædagogisk eller anden støtte i hjemmet, børn og unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.21.16, [[Aflastningsordninger, børn og unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.21.20, [[Vedligeholdelsestræning, børn og unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.24.00, [[Særlig støtte til børn og unge i almindelighed]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.24.03, [[Børnefaglig undersøgelse]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.24.06, [[Visitation / handleplaner efter § 140 for børn og unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.24.15, [[Støtteperson]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.27.00, [[Foranstaltninger efter SEL § 52, særlig støtte i almindelighed]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.27.03, [[Ophold i dagtilbud, fritidshjem, ungdomsklub, uddannelsessted el.lign.]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.27.06, [[Praktisk, pædagogisk eller anden støtte i hjemmet]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.27.09, [[Familiebehandling]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.27.15, [[Aflastningsordning]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(27.27.24, [[Fast kontaktperson for barnet eller den unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(28.06.12, [[Støtte til børn efter dagtilbudsloven]], dagtilbud-støtte, [[Støtte i dagtilbud]])
* insert KleIn(34.00.00, [[Hjælp og støtte til børn og unge i almindelighed]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.10.00, [[Undersøgelse, afdækning, mv. i almindelighed]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.10.10, [[Screening, afdækning og børnefaglig undersøgelse]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.15.00, [[Forebyggende og støttende indsatser i almindelighed]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.15.05, [[Tidligt forebyggende indsatser]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.15.25, [[Støttende indsatser]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.15.61, [[Netværkssamråd]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.25.00, [[Anbringelse i almindelighed]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.45.00, [[Støtte til børn/unge med funktionsnedsættelser i almindelighed]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.45.10, [[Særlige dag- og klubtilbud]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.45.20, [[Hjemmetræning]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.45.30, [[Merudgiftsydelse og kompensationsydelse til børn og unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.45.35, [[Hjælp til dækning af tabt arbejdsfortjeneste]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.45.40, [[Ledsagelse til børn og unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.45.45, [[Praktisk, pædagogisk eller anden støtte i hjemmet, børn og unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.45.50, [[Aflastningsordninger, børn og unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.45.55, [[Vedligeholdelsestræning, børn og unge]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.50.00, [[Ungestøtte og overgang til voksenlivet i almindelighed]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.50.15, [[Helhedsorienteret plan]], familie, [[Familie (børn og unge med særligt behov for støtte)]])
* insert KleIn(34.50.20, [[Ungestøtte til unge fra 18 til 22 år]], familie, [[Familie (børn og unge med særligt behov for støtte)]])

RuleSet: KleIn(number, title, area, areaTitle)
* group[0].element[+].code = #{number}
* group[0].element[=].display = "{title}"
* group[0].element[=].target[0].code = #{area}
* group[0].element[=].target[0].display = "{areaTitle}"
* group[0].element[=].target[0].equivalence = #wider
