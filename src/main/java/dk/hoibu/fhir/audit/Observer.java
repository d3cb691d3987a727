package dk.hoibu.fhir.audit;

/**
 * The server that answered and remembers.
 *
 * @param name what it is called
 * @param address its base URL
 */
public record Observer(String name, String address) {

    public Observer {
        NumberFree.require("observer name", name);
        NumberFree.require("observer address", address);
    }
}
