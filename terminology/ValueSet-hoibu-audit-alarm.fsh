ValueSet: HoibuAuditAlarm
Id: hoibu-audit-alarm
Title: "Alarmer om opslag"
Description: "Every alarm about accesses / Alle alarmer om opslag"
* ^experimental = false
* include codes from system HoibuAuditAlarmCodes
