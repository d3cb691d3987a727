/** The letter that municipalities still write, XDIS91 in OIOXML: read, written, and converted to and from a CareCommunication message. */
@NullMarked
package dk.hoibu.fhir.message.xdis;

import org.jspecify.annotations.NullMarked;
