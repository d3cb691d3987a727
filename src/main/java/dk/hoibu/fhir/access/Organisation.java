package dk.hoibu.fhir.access;

/**
 * The organisation somebody asks on behalf of.
 *
 * @param id digits alone: up to 18 in SOR, 8 in CVR
 */
public record Organisation(Register register, String id) {

    public Organisation {
        String form = switch (register) {
            case SOR -> "\\d{6,18}";
            case CVR -> "\\d{8}";
        };
        if (!id.matches(form)) {
            throw new IllegalArgumentException("not a number of " + register);
        }
    }
}
