package dk.hoibu.fhir.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.log.CprPattern;
import dk.hoibu.fhir.property.Samples;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Opaque ids: what they stand for, and that nobody else can read or make them. */
class IdsTest {

    private static final PersonNumber LARS = PersonNumber.parse("0505159995").orElseThrow();
    private static final PersonNumber REPLACEMENT =
            PersonNumber.parse("0505151AB1").orElseThrow();
    private static final UUID ITEM = UUID.fromString("00000000-0000-4000-8000-00000000aaaa");
    private static final UUID UNIT = UUID.fromString("12345678-0000-4000-8000-00000000bbbb");

    private final Ids ids = TestIds.known();

    @Test
    void anIdStandsForWhatItWasMadeOf() {
        for (Purpose purpose : Purpose.values()) {
            for (PersonNumber person : new PersonNumber[] {LARS, REPLACEMENT}) {
                assertThat(ids.person(purpose, ids.ofPerson(purpose, person))).contains(person);
                assertThat(ids.item(purpose, ids.ofItem(purpose, person, ITEM)))
                        .contains(new Ids.ChildItem(person, ITEM));
            }
            byte[] plain = "&æøå&".getBytes(StandardCharsets.UTF_8);
            assertThat(ids.open(purpose, ids.seal(purpose, plain))).contains(plain);
        }
        assertThat(ids.staff(ids.ofStaff(ITEM))).contains(ITEM);
        assertThat(ids.staffRole(ids.ofStaffRole(ITEM, UNIT))).contains(new Ids.StaffRole(ITEM, Ids.unitMark(UNIT)));
    }

    @Test
    void anIdFitsAFhirIdAndNeverLooksLikeAPersonNumber() {
        Samples.each(10_000, samples -> {
            PersonNumber person = samples.personNumber();
            UUID uuid = samples.uuid();
            for (String id : new String[] {
                ids.ofPerson(Purpose.PATIENT, person),
                ids.ofItem(Purpose.CASE, person, uuid),
                ids.ofStaff(uuid),
                ids.ofStaffRole(uuid, uuid)
            }) {
                assertThat(id).matches("[a-z2-7]{1,64}");
                assertThat(CprPattern.isIn(id)).as(id).isFalse();
            }
        });
    }

    @Test
    void anIdWithAnyCharacterAlteredStandsForNothing() {
        String id = ids.ofItem(Purpose.CASE, LARS, ITEM);
        for (int at = 0; at < id.length(); at++) {
            for (char other : "abcdefghijklmnopqrstuvwxyz234567".toCharArray()) {
                if (other != id.charAt(at)) {
                    String altered = id.substring(0, at) + other + id.substring(at + 1);
                    assertThat(ids.item(Purpose.CASE, altered)).as(altered).isEmpty();
                }
            }
        }
    }

    @Test
    void anIdThatWasMadeUpStandsForNothing() {
        String id = ids.ofPerson(Purpose.PATIENT, LARS);
        for (String madeUp : new String[] {
            "",
            "a",
            "1",
            "0505159995",
            "æ",
            id.toUpperCase(java.util.Locale.ROOT),
            id + "a",
            id + "=",
            " " + id,
            id.substring(1),
            id.substring(0, id.length() - 1),
            "a".repeat(37),
            "Patient/" + id
        }) {
            assertThat(ids.person(Purpose.PATIENT, madeUp)).as(madeUp).isEmpty();
        }
    }

    @Test
    void anIdForOnePurposeStandsForNothingElse() {
        for (Purpose made : Purpose.values()) {
            for (Purpose read : Purpose.values()) {
                if (made != read) {
                    assertThat(ids.person(read, ids.ofPerson(made, LARS))).isEmpty();
                    assertThat(ids.item(read, ids.ofItem(made, LARS, ITEM))).isEmpty();
                }
            }
        }
    }

    @Test
    void anIdOfOneShapeStandsForNothingOfAnother() {
        assertThat(ids.item(Purpose.CASE, ids.ofPerson(Purpose.CASE, LARS))).isEmpty();
        assertThat(ids.person(Purpose.CASE, ids.ofItem(Purpose.CASE, LARS, ITEM)))
                .isEmpty();
        assertThat(ids.staff(ids.seal(Purpose.STAFF, new byte[15]))).isEmpty();
        assertThat(ids.staffRole(ids.seal(Purpose.STAFF_ROLE, new byte[16]))).isEmpty();
        assertThat(ids.person(Purpose.PATIENT, ids.seal(Purpose.PATIENT, new byte[7])))
                .as("a number that is no person's")
                .isEmpty();
    }

    @Test
    void oneThingHasTheSameIdUnderTheSameKeyAndAnotherUnderAnother() {
        Ids sameKey = TestIds.known();
        Ids otherKey = TestIds.withKeyOf(8);
        String id = ids.ofPerson(Purpose.PATIENT, LARS);

        assertThat(sameKey.ofPerson(Purpose.PATIENT, LARS)).isEqualTo(id);
        assertThat(otherKey.ofPerson(Purpose.PATIENT, LARS)).isNotEqualTo(id);
        assertThat(otherKey.person(Purpose.PATIENT, id)).isEmpty();
    }

    @Test
    void differentPurposesGiveOneThingDifferentIds() {
        Map<Purpose, String> byPurpose = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            byPurpose.put(purpose, ids.ofItem(purpose, LARS, ITEM));
        }

        assertThat(byPurpose.values()).doesNotHaveDuplicates();
    }

    @Test
    void anIdMadeWithThePresentKeyIsRenewedToItself() {
        String id = ids.ofItem(Purpose.CASE, LARS, ITEM);

        assertThat(ids.renewed("EpisodeOfCare", id)).isEqualTo(id);
        assertThat(ids.renewed("Organization", "990001")).as("not one of ours").isEqualTo("990001");
        assertThat(ids.renewed("NoSuchType", id)).isEqualTo(id);
    }

    @Test
    void theMarkOfAUnitTellsUnitsApart() {
        Samples.each(1000, samples -> {
            UUID one = samples.uuid();
            UUID other = new UUID(one.getMostSignificantBits(), one.getLeastSignificantBits() ^ 1);
            assertThat(Ids.unitMark(one)).isNotEqualTo(Ids.unitMark(other));
        });
    }
}
