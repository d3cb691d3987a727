package dk.hoibu.fhir.message.build;

/** What a message is in its thread, as MedCom's activity codes have it. */
public enum Activity {
    NEW("new-message", "Ny besked / New message"),
    REPLY("reply-message", "Svar / Reply"),
    FORWARD("forward-message", "Videresendelse / Forward");

    private final String code;
    private final String words;

    Activity(String code, String words) {
        this.code = code;
        this.words = words;
    }

    public String code() {
        return code;
    }

    /** For people, in Danish and English. */
    String words() {
        return words;
    }
}
