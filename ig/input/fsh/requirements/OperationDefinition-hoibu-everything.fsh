Instance: hoibu-everything
InstanceOf: OperationDefinition
Usage: #definition
Title: "The whole answer about a child"
Description: "Everything the facade knows about a child in one call. / Alt hvad facaden ved om et barn, i ét kald."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-everything"
* name = "HoibuEverything"
* title = "The whole answer about a child"
* status = #active
* experimental = false
* date = "2026-11-21"
* kind = #operation
* affectsState = false
* description = "GET [base]/Patient/[id]/$everything. The child, open and planned cases, coming appointments, the network, and what they refer to, fetched from the sources side by side. Takes no parameters and is not paged. The total counts the Patient, cases, appointments and the CareTeam. A source that did not answer is an outcome entry, and then there is no total. / Barnet, åbne og planlagte sager, kommende aftaler, netværket og det de henviser til, hentet fra kilderne samtidig. Tager ingen parametre og er ikke sideopdelt. En kilde der ikke svarede er en outcome-post, og så er der intet samlet antal."
* base = "http://hl7.org/fhir/OperationDefinition/Patient-everything"
* code = #everything
* resource[0] = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #return
* parameter[0].use = #out
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].documentation = "The answer."
* parameter[0].type = #Bundle
* parameter[0].targetProfile[0] = "https://hoibu.dk/fhir/StructureDefinition/hoibu-answer"
