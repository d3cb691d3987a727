package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.access.Item;

/** A part of an {@link Overview} that a question needs. */
public enum Part {
    CASES(Item.Kind.CASE),
    APPOINTMENTS(Item.Kind.APPOINTMENT),
    /** School and daycare. */
    SCHOOL(Item.Kind.SCHOOL),
    /** The GP clinic. */
    GP(Item.Kind.GP);

    private final Item.Kind kind;

    Part(Item.Kind kind) {
        this.kind = kind;
    }

    /** What it is made of, as the policy calls it. */
    Item.Kind kind() {
        return kind;
    }
}
