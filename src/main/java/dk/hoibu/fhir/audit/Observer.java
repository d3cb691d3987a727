package dk.hoibu.fhir.audit;

/**
 * The server that answered and remembers.
 *
 * @param name what it is called
 * @param address its base URL
 */
public record Observer(String name, String address) {

    /** This server, at that base URL. */
    public static Observer at(String address) {
        return new Observer("HOI BU on FHIR", address);
    }

    public Observer {
        NumberFree.require("observer name", name);
        NumberFree.require("observer address", address);
    }
}
