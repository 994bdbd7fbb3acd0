using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GpuTop.Tests.Architecture;

/// <summary>The files of src and which of them use which, by the compiler's symbols.</summary>
internal sealed class SourceGraph
{
    // The usings that ImplicitUsings adds.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly Lazy<SourceGraph> Shared = new(() => new SourceGraph());

    private readonly Compilation _compilation;

    private SourceGraph()
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = Files.AsParallel()
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(SourceFiles.FullPath(file)), options, file))
            .ToList();
        var implicitUsings = CSharpSyntaxTree.ParseText(ImplicitUsings, options);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("gputop", StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            "sources",
            trees.Append(implicitUsings),
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true));
        Uses = trees.AsParallel().SelectMany(UsesOf).ToHashSet();
    }

    /// <summary>Computed once for all tests.</summary>
    public static SourceGraph Instance => Shared.Value;

    /// <summary>Paths as in <see cref="SourceFiles.Product"/>.</summary>
    public IReadOnlyList<string> Files { get; } = [.. SourceFiles.Product()];

    /// <summary>Pairs of different files: <c>From</c> names a type or a member that <c>To</c> declares.</summary>
    public IReadOnlySet<(string From, string To)> Uses { get; }

    /// <summary>Names of the types that are not nested, each with its file; a partial type comes once for each file.</summary>
    public IEnumerable<(string Name, string File)> Types() =>
        from tree in _compilation.SyntaxTrees
        where tree.FilePath.Length > 0
        from type in tree.GetRoot().DescendantNodes(node => node is not BaseTypeDeclarationSyntax)
        let name = type switch
        {
            TypeDeclarationSyntax generic => generic.Identifier.Text + "`" + (generic.TypeParameterList?.Parameters.Count ?? 0),
            BaseTypeDeclarationSyntax declared => declared.Identifier.Text + "`0",
            DelegateDeclarationSyntax declared => declared.Identifier.Text + "`" + (declared.TypeParameterList?.Parameters.Count ?? 0),
            _ => null,
        }
        where name is not null
        select (name, tree.FilePath);

    /// <summary>Files in which an identifier occurs.</summary>
    public IEnumerable<string> FilesThatName(string identifier) =>
        from tree in _compilation.SyntaxTrees
        where tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.Text == identifier)
        select tree.FilePath;

    private IEnumerable<(string From, string To)> UsesOf(SyntaxTree tree)
    {
        var model = _compilation.GetSemanticModel(tree);
        return
            from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            let symbol = model.GetSymbolInfo(name).Symbol
            let type = symbol as INamedTypeSymbol ?? symbol?.ContainingType
            where type is not null
            from declaration in type.OriginalDefinition.DeclaringSyntaxReferences
            where declaration.SyntaxTree.FilePath != tree.FilePath
            select (tree.FilePath, declaration.SyntaxTree.FilePath);
    }
}
