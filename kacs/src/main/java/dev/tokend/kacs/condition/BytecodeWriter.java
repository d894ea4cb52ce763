package dev.tokend.kacs.condition;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.sid.Sid;
import java.util.List;

/** Writes a tree as bytecode: operands before operators, left before right (conditions §2.3). */
final class BytecodeWriter {
  private final ByteWriter out = new ByteWriter();

  private BytecodeWriter() {}

  static Bytes write(Condition condition) {
    BytecodeWriter writer = new BytecodeWriter();
    writer.out.i32(Bytecode.MAGIC);
    writer.condition(condition);
    return writer.out.toBytes();
  }

  private void condition(Condition condition) {
    switch (condition) {
      case Condition.Or(List<Condition> terms) -> chain(terms, LogicalOperator.OR);
      case Condition.And(List<Condition> terms) -> chain(terms, LogicalOperator.AND);
      case Condition.Not(Condition term) -> {
        condition(term);
        out.u8(LogicalOperator.NOT.opcode());
      }
      case Condition.Comparison(RelationalOperator operator, Operand left, Operand right) -> {
        operand(left);
        operand(right);
        out.u8(operator.opcode());
      }
      case Condition.Existence(ExistenceOperator operator, AttributeReference attribute) -> {
        operand(attribute);
        out.u8(operator.opcode());
      }
      case Condition.Membership(MembershipOperator operator, Literal sids) -> {
        operand(sids);
        out.u8(operator.opcode());
      }
      case AttributeReference attribute -> operand(attribute);
    }
  }

  private void chain(List<Condition> terms, LogicalOperator operator) {
    condition(terms.getFirst());
    for (int i = 1; i < terms.size(); i++) {
      condition(terms.get(i));
      out.u8(operator.opcode());
    }
  }

  private void operand(Operand operand) {
    switch (operand) {
      case AttributeReference(AttributeNamespace namespace, String name) -> {
        out.u8(namespace.opcode());
        string(name);
      }
      case IntegerLiteral integer -> integer(integer);
      case Literal.Text(String value) -> {
        out.u8(Bytecode.STRING);
        string(value);
      }
      case Literal.Octets(Bytes octets) -> {
        out.u8(Bytecode.OCTETS);
        out.i32(octets.size());
        octets.writeTo(out);
      }
      case Literal.SidValue(Sid sid) -> {
        out.u8(Bytecode.SID);
        out.i32(sid.size());
        sid.writeTo(out);
      }
      case CompositeLiteral(List<Literal> elements) -> {
        out.u8(Bytecode.COMPOSITE);
        int lengthAt = out.size();
        out.i32(0);
        for (Literal element : elements) {
          operand(element);
        }
        out.patch32(lengthAt, out.size() - lengthAt - 4);
      }
    }
  }

  private void integer(IntegerLiteral integer) {
    out.u8(Bytecode.INT64);
    out.i64(integer.value());
    out.u8(integer.sign().code());
    out.u8(integer.base().code());
  }

  private void string(String text) {
    out.i32(2 * text.length());
    for (int i = 0; i < text.length(); i++) {
      out.u16(text.charAt(i));
    }
  }
}
