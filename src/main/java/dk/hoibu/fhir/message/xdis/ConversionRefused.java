package dk.hoibu.fhir.message.xdis;

/** A letter or message that cannot become one of the other format, since what the other must have is not there. Holds no value of it. */
public final class ConversionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConversionRefused(String element, String why) {
        super(element + ": " + why);
    }
}
