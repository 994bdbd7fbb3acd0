using Xunit.Abstractions;
using Xunit.Sdk;

namespace GpuTop.EndToEnd;

/// <summary>Makes each test method a collection, because xunit runs collections in parallel and the methods of one in turn.
/// A class with <c>[Collection]</c> stays together.</summary>
public sealed class MethodFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(IAssemblyInfo assemblyInfo) =>
        new Discoverer(assemblyInfo, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Discoverer(IAssemblyInfo assembly, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkDiscoverer(assembly, sources, messages)
    {
        protected override bool FindTestsForMethod(
            ITestMethod testMethod,
            bool includeSourceInformation,
            IMessageBus messageBus,
            ITestFrameworkDiscoveryOptions discoveryOptions) =>
            base.FindTestsForMethod(
                testMethod.TestClass.TestCollection.CollectionDefinition is null ? InOwnCollection(testMethod) : testMethod,
                includeSourceInformation,
                messageBus,
                discoveryOptions);

        private static TestMethod InOwnCollection(ITestMethod test)
        {
            var type = test.TestClass;
            var rank = test.Method.GetCustomAttributes(typeof(LongAttribute)).Any() ? LongestFirst.Long : LongestFirst.Short;
            var collection = new TestCollection(type.TestCollection.TestAssembly, null, $"{rank} {type.Class.Name}.{test.Method.Name}");
            return new TestMethod(new TestClass(collection, type.Class), test.Method);
        }
    }
}

/// <summary>Starts the methods with <see cref="LongAttribute"/> first: one that starts late makes the run longer.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <summary>First letter of a collection's name, the only thing by which an orderer can tell them apart.</summary>
    internal const char Long = '1';

    internal const char Short = '2';

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName, StringComparer.Ordinal);
}

/// <summary>A test method that takes more than 15 s.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongAttribute : Attribute;
