Instance: hoibu-journey-gp
InstanceOf: TestScript
Usage: #definition
Title: "GP: is something going on, and whom do I call?"
Description: "A GP system finds a child by CPR number in a body, asks for the cases, and then for the network. Data: the built-in sample, Lars Test Berggren. / Et lægepraksissystem finder et barn, spørger om sager og derefter om netværket."
* insert Script(hoibu-journey-gp, HoibuJourneyGp, [[GP: is something going on, and whom do I call?]])
* description = "A GP system finds a child by CPR number in a body, asks for the cases, and then for the network. Data: the built-in sample, Lars Test Berggren. / Et lægepraksissystem finder et barn, spørger om sager og derefter om netværket."
* insert UsesProfile(0, answer, hoibu-answer)
* insert Variable(child, found, [[Bundle.entry.resource.ofType(Patient).id]])
* insert Test(FindTheChild, [[The CPR number goes in the body of POST _search.]])
* insert PostSearch(Patient, identifier=urn:oid:1.2.208.176.1.2|0505159995, found)
* insert Status(200, [[The child is found]])
* insert Holds([[Bundle.total = 1 and Bundle.entry.resource.ofType(Patient).count() = 1]], [[One child]])
* insert Conforms(answer, [[The answer conforms]])
* insert Test(IsSomethingGoingOn, [[Open cases, with the unit and the caseworker.]])
* insert Get(search, EpisodeOfCare, [[?patient=${child}&_include=EpisodeOfCare:organization&_include=EpisodeOfCare:care-manager]], cases)
* insert Status(200, [[The question is answered]])
* insert Holds([[Bundle.entry.where(search.mode = 'outcome').empty()]], [[No source is missing]])
* insert Holds([[Bundle.total = 2]], [[A family case and a PPR case are open; the closed case is not asked for]])
* insert Holds([[Bundle.entry.resource.ofType(EpisodeOfCare).all(status = 'active')]], [[Both are active]])
* insert Holds([[Bundle.entry.resource.ofType(Organization).exists()]], [[The units are there]])
* insert Conforms(answer, [[The answer conforms]])
* insert Test(WhomDoICall, [[The network, each with role and telephone.]])
* insert Get(search, CareTeam, [[?patient=${child}&_include=CareTeam:participant]], network)
* insert Status(200, [[The question is answered]])
* insert Holds([[Bundle.entry.resource.ofType(CareTeam).participant.role.coding.where(code = 'sagsbehandler').exists()]], [[A caseworker can be called]])
* insert Holds([[Bundle.entry.resource.ofType(CareTeam).participant.role.coding.where(code = 'skole').exists()]], [[The school is there]])
