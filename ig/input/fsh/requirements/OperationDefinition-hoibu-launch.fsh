// Not offered by the server yet: its CapabilityStatement says what is.
Instance: hoibu-launch
InstanceOf: OperationDefinition
Usage: #definition
Title: "Prepare a launch"
Description: "A record system tells about which child a view is to be opened, and gets a handle for the browser. / Et journalsystem fortæller hvilket barn en visning skal åbnes for, og får et kortlivet nøgleord til browseren."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-launch"
* name = "HoibuLaunch"
* title = "Prepare a launch"
* status = #draft
* experimental = true
* date = "2026-11-21"
* kind = #operation
* affectsState = true
* description = "POST [base]/$launch from the record system's backend, with the CPR number in the body. The handle that comes back lives 60 seconds, works once, is bound to client, user and organisation, and is all that the browser carries (SMART launch parameter). Planned. / Planlagt."
* code = #launch
* system = true
* type = false
* instance = false
* parameter[0].name = #patient
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].documentation = "The child's CPR number or replacement number."
* parameter[0].type = #Identifier
* parameter[1].name = #user
* parameter[1].use = #in
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].documentation = "Who pressed the button."
* parameter[1].type = #Identifier
* parameter[2].name = #organization
* parameter[2].use = #in
* parameter[2].min = 1
* parameter[2].max = "1"
* parameter[2].documentation = "The organisation they work for: SOR or CVR number."
* parameter[2].type = #Identifier
* parameter[3].name = #handle
* parameter[3].use = #out
* parameter[3].min = 1
* parameter[3].max = "1"
* parameter[3].documentation = "The value of the SMART launch parameter."
* parameter[3].type = #string
