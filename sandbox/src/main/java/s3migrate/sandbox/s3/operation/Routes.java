package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.wire.Query;
import s3migrate.sandbox.s3.wire.Target;

/// Which operation a method, a path and a query mean. What the sandbox does not know it refuses,
/// rather than guess.
public final class Routes {
    private Routes() {}

    public static OperationName find(
            String method, Target target, Query query, boolean copySource) {
        if (!target.hasBucket()) {
            return only(method.equals("GET"), OperationName.LIST_BUCKETS, method, query);
        }
        if (copySource) {
            return copy(method, target, query);
        }
        return target.hasKey() ? ofObject(method, query) : ofBucket(method, query);
    }

    private static OperationName copy(String method, Target target, Query query) {
        boolean known = method.equals("PUT") && target.hasKey();
        return query.has("uploadId")
                ? only(known, OperationName.UPLOAD_PART_COPY, method, query)
                : only(known && isPlain(query), OperationName.COPY_OBJECT, method, query);
    }

    private static OperationName ofBucket(String method, Query query) {
        return switch (method) {
            case "HEAD" -> OperationName.HEAD_BUCKET;
            case "POST" -> only(query.has("delete"), OperationName.DELETE_OBJECTS, method, query);
            case "PUT", "DELETE", "GET" ->
                    BucketRoutes.find(method, query).orElseThrow(() -> unknown(method, query));
            default -> throw unknown(method, query);
        };
    }

    private static OperationName ofObject(String method, Query query) {
        return switch (method) {
            case "HEAD" -> OperationName.HEAD_OBJECT;
            case "GET" -> readOfObject(query);
            case "PUT" -> writeOfObject(query);
            case "DELETE" ->
                    query.has("uploadId")
                            ? OperationName.ABORT_MULTIPART_UPLOAD
                            : only(
                                    !query.has("tagging"),
                                    OperationName.DELETE_OBJECT,
                                    method,
                                    query);
            case "POST" -> postOfObject(query);
            default -> throw unknown(method, query);
        };
    }

    private static OperationName postOfObject(Query query) {
        if (query.has("uploads")) {
            return OperationName.CREATE_MULTIPART_UPLOAD;
        }
        if (query.has("restore")) {
            return OperationName.RESTORE_OBJECT;
        }
        return only(query.has("uploadId"), OperationName.COMPLETE_MULTIPART_UPLOAD, "POST", query);
    }

    private static OperationName readOfObject(Query query) {
        if (query.has("uploadId")) {
            return OperationName.LIST_PARTS;
        }
        if (query.has("tagging")) {
            return OperationName.GET_OBJECT_TAGGING;
        }
        if (query.has("retention")) {
            return OperationName.GET_OBJECT_RETENTION;
        }
        if (query.has("legal-hold")) {
            return OperationName.GET_OBJECT_LEGAL_HOLD;
        }
        if (query.has("attributes")) {
            return OperationName.GET_OBJECT_ATTRIBUTES;
        }
        return only(!query.has("acl"), OperationName.GET_OBJECT, "GET", query);
    }

    private static OperationName writeOfObject(Query query) {
        if (query.has("uploadId")) {
            return OperationName.UPLOAD_PART;
        }
        if (query.has("tagging")) {
            return OperationName.PUT_OBJECT_TAGGING;
        }
        return only(isPlain(query), OperationName.PUT_OBJECT, "PUT", query);
    }

    static boolean isPlain(Query query) {
        return query.parameters().keySet().stream().allMatch("x-id"::equals);
    }

    private static OperationName only(
            boolean known, OperationName name, String method, Query query) {
        if (!known) {
            throw unknown(method, query);
        }
        return name;
    }

    private static S3Error unknown(String method, Query query) {
        return new S3Error(
                501,
                "NotImplemented",
                "The sandbox does not know "
                        + method
                        + " with parameters "
                        + query.parameters().keySet());
    }
}
