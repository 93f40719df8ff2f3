package s3migrate.sandbox.s3.wire;

import s3migrate.sandbox.s3.error.S3Error;

/// Writes an error as S3 does: code and message, the elements of its own, then resource and ids.
public final class ErrorDocument {
    private ErrorDocument() {}

    public static Response answer(S3Error error, String resource, RequestIds ids) {
        Response response = Response.xml(error.status(), document(error, resource, ids));
        for (var header : error.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    private static Xml document(S3Error error, String resource, RequestIds ids) {
        Xml xml = Xml.error().element("Code", error.code()).element("Message", error.text());
        error.elements().forEach(xml::element);
        return xml.element("Resource", resource)
                .element("RequestId", ids.requestId())
                .element("HostId", ids.hostId());
    }
}
