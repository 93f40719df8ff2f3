package s3migrate.price;

import com.fasterxml.jackson.databind.JsonNode;

/// What a storage class costs in USD.
///
/// @param write one PUT, COPY or POST towards it
/// @param read one GET or HEAD of it
/// @param gibRetrieved one GiB read from it, besides the requests
/// @param gibMonth one GiB in it for a month
public record StorageClassPrice(double write, double read, double gibRetrieved, double gibMonth) {

    /// What `json` does not name costs what it does in `standard`; retrieval is free.
    static StorageClassPrice of(JsonNode json, double standardWrite, double standardRead) {
        return new StorageClassPrice(
                json.path("write").asDouble(standardWrite),
                json.path("read").asDouble(standardRead),
                json.path("gib_retrieved").asDouble(0),
                json.required("gib_month").doubleValue());
    }
}
