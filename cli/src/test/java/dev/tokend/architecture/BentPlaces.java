package dev.tokend.architecture;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** Lambdas in every place that has code: interfaces, enumerations, records, nested classes; for {@link BentLambdas}. */
final class BentPlaces {
  private BentPlaces() {}

  /** Each constant has a lambda, and one a body. */
  enum Kind {
    FIRST(n -> n + 1),
    SECOND(Kind::twice) {
      @Override
      int apply(int n) {
        IntUnaryOperator twice = Kind::twice;
        return twice.andThen(m -> m + ordinal()).applyAsInt(n);
      }
    };

    private final IntUnaryOperator operator;

    Kind(IntUnaryOperator operator) {
      this.operator = operator;
    }

    private static int twice(int n) {
      return 2 * n;
    }

    int apply(int n) {
      return operator.applyAsInt(n);
    }
  }

  /** Its lambdas are methods of an interface, of which private ones are called another way. */
  interface Place {
    Supplier<String> CONSTANT = () -> "constant";

    String name();

    static Supplier<String> fixed(long number) {
      return () -> "fixed " + number;
    }

    default Supplier<String> named(String more) {
      return () -> name() + secret(more).get();
    }

    private Supplier<String> secret(String more) {
      IntFunction<String> repeated = more::repeat;
      Supplier<String> hidden = this::hidden;
      return () -> repeated.apply(2) + hidden.get();
    }

    private String hidden() {
      return " hidden in " + name();
    }
  }

  private record Spot(String name) implements Place {
    private static final Supplier<Spot> HERE = () -> new Spot("here");

    Spot {
      Supplier<String> checked = name::strip;
      name = checked.get();
    }

    /** Refers to the interface's own method, and to what it is given. */
    @Override
    public Supplier<String> named(String more) {
      Supplier<Supplier<String>> above = () -> Place.super.named(more);
      return above.get();
    }
  }

  /** One that can be serialized is left alone: it is written as what it was made from. */
  static Supplier<String> kept() {
    return (Supplier<String> & Serializable) () -> "kept";
  }

  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      lines.add(kind + " " + kind.apply(5));
    }
    Place anonymous = new Place() {
      private final Supplier<String> name = () -> "anonymous";

      @Override
      public String name() {
        return name.get();
      }
    };
    for (Place place : List.of(anonymous, Spot.HERE.get(), new Spot(" there "))) {
      lines.add(place.named("!").get());
    }
    lines.add(Place.CONSTANT.get() + " " + Place.fixed(1L << 50).get());
    lines.add(kept().get() + (kept() instanceof Serializable));
    return lines;
  }
}
