package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.message.rule.Rule;
import dk.hoibu.fhir.message.rule.RuleBook;

/**
 * The rules that take more than a message to decide: the registers, what came before, and how much is taken.
 *
 * @param receiverUnknown the receiver is an organisation that can be sent to
 * @param bundleIdReused a Bundle.id is of one message
 * @param numberAsId no id holds a CPR number
 * @param tooLong no message is longer than is taken
 */
record OwnRules(Rule receiverUnknown, Rule bundleIdReused, Rule numberAsId, Rule tooLong) {

    static OwnRules of(RuleBook book) {
        return new OwnRules(
                book.rule("hoibu-receiver-unknown"),
                book.rule("hoibu-bundle-id-reused"),
                book.rule("hoibu-number-as-id"),
                book.rule("hoibu-too-long"));
    }
}
