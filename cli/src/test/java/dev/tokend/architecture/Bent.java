package dev.tokend.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Records and switches of every kind, and what they answer; for {@link StraightenTest}. */
public final class Bent implements Callable<List<String>> {
  private static final double[] DOUBLES = {0.0, -0.0, 1.5, Double.NaN, Double.NEGATIVE_INFINITY};
  private static final long[] LONGS = {0, -1, 1L << 32, Long.MIN_VALUE};

  record Nothing() {}

  record Numbers(int i, long l, short s, byte b, char c, boolean z, float f, double d) {}

  record References(@Nullable String text, @Nullable Object any, int @Nullable [] array, List<? extends Number> list) {}

  record Pair<T extends Comparable<T>>(T first, @Nullable Pair<T> rest) {}

  sealed interface Shape permits Circle, Square, Flag {}

  record Circle(long radius) implements Shape {}

  record Square(int side, boolean filled) implements Shape {}

  enum Flag implements Shape {
    RED,
    GREEN,
    BLUE
  }

  private static String shape(@Nullable Object shape) {
    return switch (shape) {
      case null -> "nothing";
      case Circle(long radius) when radius == 0 || radius == 1 -> "dot " + radius;
      case Circle(long radius) -> "circle " + radius;
      case Square(int side, boolean filled) when filled -> "filled " + side;
      case Square square -> "square " + square.side();
      case Flag flag when flag == Flag.RED -> "red flag";
      case Flag flag -> "flag " + flag;
      case int[] numbers -> "numbers " + numbers.length;
      case String[] texts -> "texts " + texts.length;
      case CharSequence text -> "text " + text;
      case Number number when number.intValue() > 2 -> "more than two";
      case Integer number -> "int " + number;
      case Number number -> "number " + number;
      default -> "another";
    };
  }

  private static String exhaustive(Shape shape) {
    return switch (shape) {
      case Circle c -> "c";
      case Square s -> "s";
      case Flag f -> "f";
    };
  }

  private static String constant(@Nullable Flag flag) {
    return switch (flag) {
      case null -> "no flag";
      case RED -> "red";
      case Flag other when other == Flag.BLUE -> "blue";
      case GREEN -> "green";
      case Flag other -> throw new AssertionError(other);
    };
  }

  private static List<Object> values() {
    List<Object> values = new ArrayList<>(List.of(new Nothing(), "text", 1, 2L, 3.5, new int[2], new String[3], 'x'));
    for (double d : DOUBLES) {
      for (long l : LONGS) {
        values.add(new Numbers((int) l, l, (short) l, (byte) l, (char) l, l == 0, (float) d, d));
        values.add(new Circle(l));
      }
    }
    int[] shared = {1};
    values.add(new References(null, null, null, List.of()));
    values.add(new References("a", List.of(1), null, List.of(1, 2.5)));
    values.add(new References("a", "a", shared, List.of()));
    values.add(new References("a", "a", shared, List.of()));
    values.add(new Pair<>("a", new Pair<>("b", null)));
    values.add(new Pair<>("a", new Pair<>("b", null)));
    values.add(new Square(3, true));
    values.add(new Square(3, false));
    values.addAll(Arrays.asList(Flag.values()));
    return values;
  }

  /** Everything they answer; an array and an object are told by what they are, as their own text is another each time. */
  @Override
  public List<String> call() {
    List<String> lines = new ArrayList<>();
    List<Object> values = values();
    lines.add(shape(null));
    lines.add(constant(null));
    for (Object value : values) {
      lines.add(shape(value));
      if (value instanceof Shape shape) {
        lines.add(exhaustive(shape));
      }
      if (value instanceof Flag flag) {
        lines.add(constant(flag));
      }
      if (value instanceof Record record) {
        lines.add(record.toString().replaceAll("\\[I@[0-9a-f]+", "an array"));
        lines.add(equalTo(record, values));
        boolean ofArray = record instanceof References references && references.array() != null;
        lines.add(ofArray ? "" : Integer.toString(record.hashCode()));
      }
    }
    return lines;
  }

  private static String equalTo(Object value, List<Object> values) {
    StringBuilder equal = new StringBuilder();
    for (Object other : values) {
      equal.append(value.equals(other) ? '=' : '.');
      if (value.equals(other) && value.hashCode() != other.hashCode()) {
        equal.append('!');
      }
    }
    return equal.append(value.equals(null) ? '=' : '.').toString();
  }
}
