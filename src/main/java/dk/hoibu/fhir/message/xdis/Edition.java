package dk.hoibu.fhir.message.xdis;

import java.util.Arrays;
import java.util.Optional;

/** The two editions of the letter in use: the same elements under another namespace and version code. */
public enum Edition {
    /** Of 1 July 2006, XD9134L. */
    OF_2006("http://rep.oio.dk/sundcom.dk/medcom.dk/xml/schemas/2006/07/01/", "XD9134L"),
    /** Of 19 February 2019, XD9135L. */
    OF_2019("http://rep.oio.dk/medcom.dk/xml/schemas/2019/02/19/", "XD9135L");

    private final String namespace;
    private final String versionCode;

    Edition(String namespace, String versionCode) {
        this.namespace = namespace;
        this.versionCode = versionCode;
    }

    public String namespace() {
        return namespace;
    }

    public String versionCode() {
        return versionCode;
    }

    /** Empty when the namespace is of another letter. */
    static Optional<Edition> of(String namespace) {
        return Arrays.stream(values())
                .filter(edition -> edition.namespace.equals(namespace))
                .findFirst();
    }
}
