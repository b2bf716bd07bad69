"""The grammars of the table of languages.

Node kinds are those of the tree-sitter grammars that ast-grep carries.
"""

from __future__ import annotations

from dataclasses import replace

from cortex_cli.syntax.grammar import Grammar, ImportStyle, Shape, SymbolKind, Valued

FUNCTION, METHOD, CLASS = SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CLASS
TYPE, CONSTANT, MODULE = SymbolKind.TYPE, SymbolKind.CONSTANT, SymbolKind.MODULE

PYTHON = Grammar(
    parser="python",
    definitions={"function_definition": FUNCTION, "class_definition": CLASS, "type_alias_statement": TYPE},
    outer={"assignment": CONSTANT},
    inner=("block",),
    shapes={"assignment": Shape.PATTERN},
    references=("identifier",),
    imports=("import_statement", "import_from_statement"),
    style=ImportStyle.PYTHON,
)
FUNCTION_VALUES = ("arrow_function", "function_expression", "generator_function", "class")

JAVASCRIPT = Grammar(
    parser="javascript",
    definitions={
        "function_declaration": FUNCTION,
        "generator_function_declaration": FUNCTION,
        "class_declaration": CLASS,
        "method_definition": METHOD,
        "export_statement": FUNCTION,
    },
    outer={"variable_declarator": CONSTANT},
    inner=("statement_block", "class_body"),
    valued={
        "variable_declarator": Valued(CONSTANT, "value", FUNCTION_VALUES),
        "field_definition": Valued(METHOD, "value", FUNCTION_VALUES),
        "pair": Valued(METHOD, "value", FUNCTION_VALUES, outside=("statement_block",)),
        "assignment_expression": Valued(FUNCTION, "right", FUNCTION_VALUES, outside=("statement_block",)),
    },
    shapes={
        "variable_declarator": Shape.VALUE,
        "field_definition": Shape.VALUE,
        "pair": Shape.VALUE,
        "assignment_expression": Shape.VALUE,
        "export_statement": Shape.EXPORT,
    },
    references=("identifier", "property_identifier", "shorthand_property_identifier"),
    imports=("import_statement", "export_statement"),
    import_calls=("call_expression",),
    import_words=("require(", "require.", "import(", "jest.", "vi."),
    style=ImportStyle.SCRIPT,
)
TYPESCRIPT = replace(
    JAVASCRIPT,
    parser="typescript",
    definitions={
        **JAVASCRIPT.definitions,
        "abstract_class_declaration": CLASS,
        "interface_declaration": TYPE,
        "type_alias_declaration": TYPE,
        "enum_declaration": TYPE,
        "function_signature": FUNCTION,
        "method_signature": METHOD,
        "abstract_method_signature": METHOD,
        "internal_module": MODULE,
        "module": MODULE,
    },
    valued={
        **{kind: each for kind, each in JAVASCRIPT.valued.items() if kind != "field_definition"},
        "public_field_definition": Valued(METHOD, "value", FUNCTION_VALUES),
    },
    shapes={**JAVASCRIPT.shapes, "public_field_definition": Shape.VALUE},
    references=(*JAVASCRIPT.references, "type_identifier"),
)
TSX = replace(TYPESCRIPT, parser="tsx")
GO = Grammar(
    parser="go",
    definitions={
        "function_declaration": FUNCTION,
        "method_declaration": METHOD,
        "method_elem": METHOD,
        "type_spec": TYPE,
        "type_alias": TYPE,
    },
    outer={"const_spec": CONSTANT, "var_spec": CONSTANT},
    inner=("block",),
    shapes={"method_declaration": Shape.RECEIVER, "const_spec": Shape.NAMES, "var_spec": Shape.NAMES},
    references=("identifier", "field_identifier", "type_identifier"),
    imports=("import_spec",),
    style=ImportStyle.GO,
)
RUST = Grammar(
    parser="rust",
    definitions={
        "function_item": FUNCTION,
        "function_signature_item": FUNCTION,
        "struct_item": CLASS,
        "union_item": CLASS,
        "enum_item": TYPE,
        "enum_variant": CONSTANT,
        "trait_item": TYPE,
        "type_item": TYPE,
        "associated_type": TYPE,
        "const_item": CONSTANT,
        "static_item": CONSTANT,
        "macro_definition": FUNCTION,
        "impl_item": TYPE,
        "mod_item": MODULE,
    },
    shapes={"impl_item": Shape.SCOPE, "mod_item": Shape.BODIED},
    references=("identifier", "field_identifier", "type_identifier"),
    imports=("use_declaration", "mod_item", "extern_crate_declaration"),
    style=ImportStyle.RUST,
)
JAVA = Grammar(
    parser="java",
    definitions={
        "class_declaration": CLASS,
        "record_declaration": CLASS,
        "interface_declaration": TYPE,
        "annotation_type_declaration": TYPE,
        "enum_declaration": TYPE,
        "enum_constant": CONSTANT,
        "method_declaration": METHOD,
        "constructor_declaration": METHOD,
        "field_declaration": CONSTANT,
        "constant_declaration": CONSTANT,
    },
    shapes={"field_declaration": Shape.FIELD, "constant_declaration": Shape.DECLARATOR},
    references=("identifier", "type_identifier"),
    imports=("import_declaration",),
    style=ImportStyle.DOTTED,
)
MARKED_CONSTANT = {"has": {"kind": "modifiers", "has": {"kind": "property_modifier"}}}
KOTLIN = Grammar(
    parser="kotlin",
    definitions={
        "class_declaration": CLASS,
        "object_declaration": CLASS,
        "companion_object": CLASS,
        "function_declaration": FUNCTION,
        "enum_entry": CONSTANT,
        "type_alias": TYPE,
    },
    outer={"property_declaration": CONSTANT},
    inner=("class_body", "enum_class_body", "function_body", "lambda_literal"),
    holding=(("property_declaration", CONSTANT, (MARKED_CONSTANT,)),),
    shapes={"function_declaration": Shape.OWNED, "property_declaration": Shape.OWNED},
    bodies=("class_body", "enum_class_body", "function_body"),
    references=("simple_identifier", "type_identifier"),
    imports=("import_header",),
    style=ImportStyle.DOTTED,
)
C = Grammar(
    parser="c",
    definitions={
        "function_definition": FUNCTION,
        "struct_specifier": TYPE,
        "union_specifier": TYPE,
        "enum_specifier": TYPE,
        "enumerator": CONSTANT,
        "type_definition": TYPE,
        "preproc_def": CONSTANT,
        "preproc_function_def": FUNCTION,
    },
    outer={"declaration": CONSTANT},
    inner=("compound_statement",),
    shapes={
        "function_definition": Shape.DECLARATOR,
        "struct_specifier": Shape.BODIED,
        "union_specifier": Shape.BODIED,
        "enum_specifier": Shape.BODIED,
        "type_definition": Shape.DECLARATOR,
        "declaration": Shape.DECLARATOR,
        "preproc_def": Shape.MACRO,
    },
    references=("identifier", "field_identifier", "type_identifier"),
    imports=("preproc_include",),
    style=ImportStyle.INCLUDE,
)
CPP = replace(
    C,
    parser="cpp",
    definitions={
        **C.definitions,
        "class_specifier": CLASS,
        "struct_specifier": CLASS,
        "namespace_definition": MODULE,
        "alias_declaration": TYPE,
        "concept_definition": TYPE,
    },
    holding=(("field_declaration", METHOD, ({"has": {"kind": "function_declarator", "stopBy": "end"}},)),),
    shapes={
        **C.shapes,
        "class_specifier": Shape.BODIED,
        "namespace_definition": Shape.BODIED,
        "field_declaration": Shape.DECLARATOR,
    },
)
CSHARP = Grammar(
    parser="csharp",
    definitions={
        "class_declaration": CLASS,
        "record_declaration": CLASS,
        "struct_declaration": CLASS,
        "interface_declaration": TYPE,
        "enum_declaration": TYPE,
        "enum_member_declaration": CONSTANT,
        "delegate_declaration": TYPE,
        "method_declaration": METHOD,
        "constructor_declaration": METHOD,
        "property_declaration": METHOD,
        "local_function_statement": FUNCTION,
        "field_declaration": CONSTANT,
    },
    shapes={"field_declaration": Shape.FIELD},
    references=("identifier",),
    imports=("using_directive",),
    style=ImportStyle.DOTTED,
)
RUBY = Grammar(
    parser="ruby",
    definitions={"class": CLASS, "module": MODULE, "method": FUNCTION, "singleton_method": FUNCTION},
    valued={"assignment": Valued(CONSTANT, "left", ("constant",))},
    shapes={"assignment": Shape.MADE},
    references=("identifier", "constant"),
    import_calls=("call",),
    import_words=("require", "require_relative", "load", "autoload"),
    style=ImportStyle.INCLUDE,
)
PHP = Grammar(
    parser="php",
    definitions={
        "class_declaration": CLASS,
        "interface_declaration": TYPE,
        "trait_declaration": TYPE,
        "enum_declaration": TYPE,
        "enum_case": CONSTANT,
        "const_element": CONSTANT,
        "function_definition": FUNCTION,
        "method_declaration": METHOD,
    },
    references=("name",),
    imports=(
        "namespace_use_clause",
        "require_expression",
        "require_once_expression",
        "include_expression",
        "include_once_expression",
    ),
    style=ImportStyle.DOTTED,
)
SWIFT = Grammar(
    parser="swift",
    definitions={
        "class_declaration": CLASS,
        "protocol_declaration": TYPE,
        "protocol_function_declaration": METHOD,
        "function_declaration": FUNCTION,
        "init_declaration": METHOD,
        "enum_entry": CONSTANT,
        "typealias_declaration": TYPE,
    },
    outer={"property_declaration": CONSTANT},
    inner=("class_body", "enum_class_body", "function_body", "computed_property", "lambda_literal"),
    shapes={
        "class_declaration": Shape.EXTENSION,
        "init_declaration": Shape.INITIALIZER,
        "enum_entry": Shape.ALTERNATIVES,
    },
    references=("simple_identifier", "type_identifier"),
    imports=("import_declaration",),
    style=ImportStyle.DOTTED,
)
SHELL = Grammar(
    parser="bash",
    definitions={"function_definition": FUNCTION},
    outer={"variable_assignment": CONSTANT},
    inner=("compound_statement", "subshell", "command", "command_substitution", "do_group"),
    references=("word",),
    import_calls=("command",),
    import_words=("source", ". "),
    style=ImportStyle.INCLUDE,
)
