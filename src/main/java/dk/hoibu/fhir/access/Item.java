package dk.hoibu.fhir.access;

import java.util.Optional;

/** One thing about a child that may be shown or not, with what the rules need to know of it. */
public sealed interface Item {

    Kind kind();

    /** The kinds of things, as the policy file names them. */
    enum Kind {
        PERSON("person"),
        CASE("case"),
        CONTACT("contact"),
        APPOINTMENT("appointment"),
        SCHOOL("school"),
        GP("gp");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** The child as the person register has it. */
    record Child() implements Item {
        @Override
        public Kind kind() {
            return Kind.PERSON;
        }
    }

    /** A case of a municipality's. */
    record MunicipalCase(CaseFacts facts) implements Item {
        @Override
        public Kind kind() {
            return Kind.CASE;
        }
    }

    /** Who works on a case that is shown. {@code concealed}: the identity is to be concealed, or nobody could say. */
    record Contact(boolean concealed) implements Item {
        @Override
        public Kind kind() {
            return Kind.CONTACT;
        }
    }

    /**
     * An appointment.
     *
     * @param typeCode RegionalAppointment or another
     * @param specialty SNOMED CT code; empty when the document has none
     * @param unit SOR id of the unit that carries it out
     */
    record Appointment(String typeCode, Optional<String> specialty, String unit) implements Item {
        @Override
        public Kind kind() {
            return Kind.APPOINTMENT;
        }
    }

    /** School or daycare. {@code childProtected}: the school itself marks the child as protected. */
    record School(boolean childProtected) implements Item {
        @Override
        public Kind kind() {
            return Kind.SCHOOL;
        }
    }

    /** The GP clinic the child belongs to. {@code childProtected}: the school marks the child as protected. */
    record Gp(boolean childProtected) implements Item {
        @Override
        public Kind kind() {
            return Kind.GP;
        }
    }
}
