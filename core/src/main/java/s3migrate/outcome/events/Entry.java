package s3migrate.outcome.events;

import s3migrate.outcome.OutcomeEvent;
import s3migrate.outcome.OutcomeJson;

/// One event of a request, both texts of ASCII characters.
record Entry(String detailType, String detail) {

    /// Who says it, in each event.
    static final String SOURCE = "s3-migrate";

    static Entry of(OutcomeEvent event) {
        return new Entry(event.getClass().getSimpleName(), OutcomeJson.detail(event));
    }

    /// As EventBridge counts them.
    int bytes() {
        return SOURCE.length() + detailType.length() + detail.length();
    }
}
