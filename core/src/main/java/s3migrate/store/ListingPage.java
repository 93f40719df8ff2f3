package s3migrate.store;

import java.util.List;
import java.util.Optional;
import s3migrate.object.ObjectSummary;

/// Some rows of a listing, and where it goes on; without `next` this was the end.
public record ListingPage(List<ObjectSummary> objects, Optional<String> next) {

    public ListingPage {
        objects = List.copyOf(objects);
    }
}
