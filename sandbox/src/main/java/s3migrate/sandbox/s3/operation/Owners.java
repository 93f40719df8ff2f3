package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.wire.Caller;
import s3migrate.sandbox.s3.wire.Xml;

/// Owner elements: the account that owns all buckets of a server is that of its callers.
final class Owners {
    private Owners() {}

    static void write(Xml xml, String element, Caller caller) {
        xml.open(element).element("ID", caller.canonicalId()).close();
    }

    /// Who began an upload: the account's user that signed its Create.
    static void writeInitiator(Xml xml, Caller caller, String accessKeyId) {
        Caller initiator = new Caller(accessKeyId, caller.accountId(), caller.partition());
        xml.open("Initiator")
                .element("ID", initiator.arn())
                .element("DisplayName", accessKeyId)
                .close();
    }
}
