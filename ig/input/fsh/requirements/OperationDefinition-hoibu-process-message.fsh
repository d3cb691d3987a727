// Not offered by the server yet: its CapabilityStatement says what is.
Instance: hoibu-process-message
InstanceOf: OperationDefinition
Usage: #definition
Title: "Take in a message"
Description: "A CareCommunication message in, an acknowledgement out. / En korrespondance ind, en kvittering ud."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-process-message"
* name = "HoibuProcessMessage"
* title = "Take in a message"
* status = #draft
* experimental = true
* date = "2026-11-21"
* kind = #operation
* affectsState = true
* description = "POST [base]/$process-message with a MedCom CareCommunication 5.0 message; the answer is a MedCom Acknowledgement 2.0 message. Synchronous. Planned. / Planlagt."
* base = "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message"
* code = #process-message
* resource[0] = #MessageHeader
* system = true
* type = false
* instance = false
* parameter[0].name = #content
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].documentation = "The message."
* parameter[0].type = #Bundle
* parameter[1].name = #return
* parameter[1].use = #out
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].documentation = "The acknowledgement."
* parameter[1].type = #Bundle
