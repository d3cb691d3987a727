package dk.hoibu.fhir.message.delivery;

/** It cannot be written as its receiver must have it. The message names the reason, and nothing of what is in it. */
public final class Unfit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unfit(String reason) {
        super(reason);
    }

    /** In a few words. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
