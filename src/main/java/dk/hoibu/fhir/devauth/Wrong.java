package dk.hoibu.fhir.devauth;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;

/** Something that a client did wrong, in words of ours: they hold nothing of what it sent. */
final class Wrong extends GeneralException {

    private static final long serialVersionUID = 1L;

    Wrong(ErrorObject error) {
        super(error.getCode(), error);
    }

    /** {@code hint} tells a developer what to look at. */
    Wrong(ErrorObject error, String hint) {
        this(error.setDescription(hint));
    }
}
