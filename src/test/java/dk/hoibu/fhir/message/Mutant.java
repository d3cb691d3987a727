package dk.hoibu.fhir.message;

/**
 * A message that something was done to.
 *
 * @param from the example it was made of
 * @param deed what was done, in a few words
 */
record Mutant(String from, String deed, String text) {

    boolean isXml() {
        return text.startsWith("<");
    }
}
