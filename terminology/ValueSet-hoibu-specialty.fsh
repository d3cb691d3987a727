ValueSet: HoibuSpecialty
Id: hoibu-specialty
Title: "Specialer"
Description: "The specialties the facade meets: child and adolescent psychiatry, psychiatry, general practice / De specialer facaden møder"
* ^experimental = false
* ^copyright = "This value set includes content from SNOMED CT, which is copyright © 2002+ International Health Terminology Standards Development Organisation (IHTSDO), and distributed by agreement between IHTSDO and HL7."
* $sct#394588006 "Child and adolescent psychiatry"
* $sct#394587001 "Psychiatry"
* $sct#408443003 "General medical practice"
