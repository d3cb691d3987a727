Instance: hoibu-journey-hospital
InstanceOf: TestScript
Usage: #definition
Title: "Hospital: the whole answer in one call"
Description: "A hospital's record system asks for everything about a child in one call. / Et journalsystem henter hele svaret i ét kald."
* insert Script(hoibu-journey-hospital, HoibuJourneyHospital, [[Hospital: the whole answer in one call]])
* description = "A hospital's record system asks for everything about a child in one call. / Et journalsystem henter hele svaret i ét kald."
* insert UsesProfile(0, answer, hoibu-answer)
* insert Variable(child, found, [[Bundle.entry.resource.ofType(Patient).id]])
* insert Test(FindTheChild, [[The CPR number goes in the body of POST _search.]])
* insert PostSearch(Patient, identifier=0505159995, found)
* insert Status(200, [[The child is found]])
* insert Test(Everything, [[Child, cases, appointments, network and what they refer to.]])
* insert Get(read, Patient, [[/${child}/$everything]], everything)
* insert Status(200, [[The question is answered]])
* insert Holds([[Bundle.entry.resource.ofType(EpisodeOfCare).exists() and Bundle.entry.resource.ofType(Appointment).exists() and Bundle.entry.resource.ofType(CareTeam).exists()]], [[Cases, appointment and network are there]])
* insert Conforms(answer, [[The answer conforms]])
* insert Test(HowMany, [[The least disclosing answer to: is something going on?]])
* insert Get(search, EpisodeOfCare, [[?patient=${child}&_summary=count]], count)
* insert Status(200, [[The question is answered]])
* insert Holds([[Bundle.total = 2 and Bundle.entry.empty()]], [[Two, and nothing else is told]])
